import { baseName, type Frame, type FrameReader } from '../frame.ts';

const V8 = /^\s*at (?:(.*?) \()?(?:(.+?):\d+(?::\d+)?|native|<anonymous>|index \d+)\)?(?:[,{].*)?$/u;
const GECKO = /^([^\s@]*)@(\S+?):\d+:\d+$/u;
const FOREIGN =
  /(?:^|[/\\])node_modules[/\\]|^node:|^internal\/|^(?:chrome|moz)-extension:|^<anonymous>$|^\[native/u;

/** Node and browsers: `at async Class.method [as alias] (file:1:2)`, `function@url:1:2`. */
export const nodeFrames: FrameReader = {
  read(line) {
    const v8 = V8.exec(line);
    if (v8) return frame(v8[1] ?? '', v8[2] ?? '<anonymous>');
    const gecko = GECKO.exec(line);
    return gecko ? frame(gecko[1] ?? '', gecko[2] ?? '') : null;
  },
};

function frame(name: string, path: string): Frame {
  const bare = path.replace(/^(?:async |eval at .*\()/u, '').replace(/^file:\/\//u, '');
  return {
    function: name
      .replace(/^(?:async |new )+/u, '')
      .replace(/ \[as [^\]]*\]$/u, '')
      .replace(/^(?:Object|Module|Function|process)\.(?=.)/u, '')
      .replace(/^(?:<anonymous>|anonymous)$/u, '')
      .replaceAll(/\$\d+|_\d+$/gu, ''),
    file: baseName(bare),
    inApp: !FOREIGN.test(bare),
  };
}
