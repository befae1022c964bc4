import { baseName, type FrameReader } from '../frame.ts';

const LINE = /^[\s|]*File "([^"]*)", line \d+(?:, in (.+))?$/u;
const FOREIGN = /(?:^|[/\\])(?:site-packages|dist-packages|lib[/\\]python[\d.]+)[/\\]|^<frozen|^<string>$/u;

/** `File "/app/shop.py", line 42, in buy`; of a chain only the last traceback. */
export const pythonFrames: FrameReader = {
  read(line) {
    const match = LINE.exec(line);
    if (!match) return null;
    const [, path = '', name = ''] = match;
    return {
      function: name.replaceAll(/<locals>\./gu, ''),
      file: baseName(path),
      inApp: !FOREIGN.test(path),
    };
  },
  relevant(lines) {
    const last = lines.findLastIndex((line) =>
      /^\s*(?:\+ .*)?Traceback \(most recent call last\):/u.test(line),
    );
    return last === -1 ? lines : lines.slice(last);
  },
};
