import type { FrameReader } from '../frame.ts';

const CALL =
  /^(?:created by )?([\w./\-·*()%~@[\]]+?)(?:\((?:0x|\{|\.\.\.|\)|[^)]*\)).*| in goroutine \d+)?$/u;
const PLACE = /^\t(\S+\.go|_cgo\S*):\d+/u;
const FOREIGN = /\/pkg\/mod\/|\/vendor\/|\/go\/src\/|\/usr\/(?:local\/|lib\/)?go[^/]*\/|\/libexec\/src\//u;

/** A function on one line, its place on the next. The first goroutine is the one that panicked. */
export const goFrames: FrameReader = {
  untyped: true,
  read(line, next) {
    const place = PLACE.exec(next ?? '');
    const call = place ? CALL.exec(line) : null;
    if (!place || !call) return null;
    const name = (call[1] ?? '')
      .replace(/(?:\.func\d+(?:\.\d+)*|\.gowrap\d+|·f)+$/u, '')
      .replaceAll(/\[\.\.\.\]/gu, '');
    const isRuntime = /^(?:runtime|runtime\/debug|panic|testing|net\/http|sync|reflect)(?:\.|$)/u.test(name);
    return { function: name, file: null, inApp: !isRuntime && !FOREIGN.test(place[1] ?? '') };
  },
  relevant(lines) {
    const dumps = lines.flatMap((line, index) => (/^goroutine \d+/u.test(line) ? [index] : []));
    return dumps.length === 0 ? lines : lines.slice(dumps[0], dumps[1]);
  },
};
