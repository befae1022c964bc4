import { baseName, type FrameReader } from '../frame.ts';

const PANIC = /^thread '[^']*'(?: \(\d+\))? panicked at (?:'.*', )?(\S+?):\d+(?::\d+)?:?$/u;
/** The last line of a panic's text, before Rust 1.73. */
const OLD_PANIC = /^(?!thread ').*', (\S+\.rs):\d+:\d+$/u;
const CALL = /^\s*\d+: +(?:0x[\da-f]+ - )?(.+)$/u;
const PLACE = /^\s+at (\S+?):\d+(?::\d+)?$/u;
const FOREIGN = /\/rustc\/|\.cargo\/registry|\/library\/|^library\//u;
const STANDARD =
  /^(?:<?(?:std|core|alloc|tokio|futures|hyper|rayon|backtrace)::|<(?:std|core|alloc)|rust_begin_unwind|__rust|_?main$|__libc|_start$|clone|start_thread)/u;

/** The panic's own place, then a backtrace where one is printed. */
export const rustFrames: FrameReader = {
  untyped: true,
  read(line, next) {
    const panic = PANIC.exec(line) ?? OLD_PANIC.exec(line);
    if (panic) return { function: '', file: baseName(panic[1] ?? ''), inApp: !FOREIGN.test(panic[1] ?? '') };
    const call = CALL.exec(line);
    if (!call) return null;
    const place = PLACE.exec(next ?? '')?.[1] ?? '';
    const name = (call[1] ?? '')
      .replace(/::h[\da-f]{16}$/u, '')
      .replaceAll(/::\{\{closure\}\}|<.*?> as /gu, '');
    const file = place === '' || name.includes('::') ? null : baseName(place);
    return { function: name.trim(), file, inApp: !STANDARD.test(name.trim()) && !FOREIGN.test(place) };
  },
};
