import type { ExceptionReader } from '../exception.ts';

const PANIC = /^(panic|fatal error): ([\s\S]*)$/u;
const SERVING = /\bpanic serving \S+: (.*)$|\bpanic(?: recovered)?: (.*)$/u;
const GOROUTINE = /^goroutine \d+[^[]*\[/u;
const PLACE = /^\t\S+\.go:\d+/u;

/** Go: `panic:` or `fatal error:` with goroutines below, a panic that a server caught, or bare frames (zap). */
export const readGo: ExceptionReader = (lines) => {
  const start = lines.findIndex((line) => PANIC.test(line));
  const dump = lines.findIndex((line) => GOROUTINE.test(line));
  if (start !== -1) {
    const [, name = 'panic', text = ''] = PANIC.exec(lines[start] ?? '') ?? [];
    // A lone line that begins so may be a message like any other; Go always adds where.
    if (dump === -1 && lines.length > 1 && !lines.some((line) => PLACE.test(line))) return null;
    return {
      name,
      message: text.replace(/ \[recovered\].*$/u, '').trim(),
      stack: lines.slice(start).join('\n').trimEnd(),
      start,
      isFatal: true,
    };
  }
  if (dump !== -1) return readCaught(lines, dump);
  const frame = lines.findIndex((line) => PLACE.test(line));
  if (frame < 1) return null;
  return {
    name: null,
    message: '',
    stack: lines
      .slice(frame - 1)
      .join('\n')
      .trimEnd(),
    start: frame - 1,
  };
};

function readCaught(lines: readonly string[], dump: number): ReturnType<ExceptionReader> {
  const start = Math.max(0, dump - 1);
  const match = SERVING.exec(lines[start] ?? '');
  return {
    name: match ? 'panic' : null,
    message: (match?.[1] ?? match?.[2] ?? lines[start] ?? '').trim(),
    stack: lines.slice(dump).join('\n').trimEnd(),
    start,
  };
}
