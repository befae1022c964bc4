import { headAtStart } from '../exception-head.ts';
import type { ExceptionReader } from '../exception.ts';

const FRAME = /^#\d+ (?:\S.*\(\d+\)(?:: |$)|\[internal function\]|\{main\})/u;
const UNCAUGHT = /(?:Uncaught (?:exception ')?|^Next )([\w\\]+)(?:'| with message '|: |\b)/u;
/** Monolog: `[object] (RuntimeException(code: 0): text at /app/x.php:12)`. */
const OBJECT = /\[object\] \(([\w\\]+)\(code: [^)]*\): ([\s\S]*?) at (\S+?:\d+)\)(?:"\}.*)?$/u;
const PREVIOUS = /\[previous exception\] \[object\] \(([\w\\]+)\(code/u;

/** PHP: a chain is printed innermost first, each further one after `Next`; Monolog prints the outermost first. */
export const readPhp: ExceptionReader = (lines) => {
  const object = lines.findIndex((line) => OBJECT.test(line));
  if (object !== -1) return readMonolog(lines, object);
  if (!lines.some((line) => FRAME.test(line))) return null;
  const heads = lines.flatMap((line, index) => {
    const match = UNCAUGHT.exec(line);
    if (match) return [{ index, name: match[1] ?? '', text: line.slice(match.index + match[0].length) }];
    const head = index === 0 || /^[A-Z]/u.test(line) ? headAtStart(line) : null;
    return head ? [{ index, name: head.name, text: head.message }] : [];
  });
  const outermost = heads.at(-1);
  const start = heads[0]?.index ?? Math.max(0, lines.findIndex((line) => FRAME.test(line)) - 1);
  const causes = heads
    .slice(0, -1)
    .toReversed()
    .map(({ name }) => name);
  return {
    name: outermost?.name ?? null,
    message: (outermost?.text ?? '').replace(/ in \S+:\d+$/u, '').trim(),
    stack: lines.slice(start).join('\n').trimEnd(),
    ...(causes.length > 0 ? { causes } : {}),
    start,
  };
};

function readMonolog(lines: readonly string[], start: number): ReturnType<ExceptionReader> {
  const match = OBJECT.exec(lines[start] ?? '');
  const causes = lines.flatMap((line) => PREVIOUS.exec(line)?.[1] ?? []);
  return {
    name: match?.[1] ?? null,
    message: match?.[2] ?? '',
    stack: lines.slice(start).join('\n').trimEnd(),
    ...(causes.length > 0 ? { causes } : {}),
    start,
  };
}
