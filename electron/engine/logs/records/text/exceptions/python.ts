import type { ExceptionReader } from '../exception.ts';

const TRACEBACK = /Traceback \(most recent call last\):\s*$/u;
const FRAME = /^\s*File "[^"]*", line \d+/u;
const LAST = /^([A-Za-z_][\w.]*)(?:: ([\s\S]*))?$/u;
/** The margin of exception groups. */
const MARGIN = /^ *(?:[|+](?:-+ *\d* *-*)?) ?/u;

interface Block {
  start: number;
  name: string;
  message: string;
}

/** Python: of a chain of tracebacks the last is the one that was reported; those before it are its causes. */
export const readPython: ExceptionReader = (lines) => {
  const starts = lines.flatMap((line, index) => (TRACEBACK.test(line) ? [index] : []));
  if (starts.length === 0 && !lines.some((line) => FRAME.test(line))) return null;
  const first = starts[0] ?? lines.findIndex((line) => FRAME.test(line));
  const own = starts.length > 0 && !isNested(lines[starts.at(-1) ?? 0] ?? '') ? starts : [first];
  const blocks = own.map((start, index) => readBlock(lines, start, own[index + 1] ?? lines.length));
  const last = blocks.at(-1);
  if (!last || last.name === '') return null;
  const causes = blocks
    .slice(0, -1)
    .toReversed()
    .map(({ name }) => name)
    .filter((name) => name !== '');
  return {
    name: last.name,
    message: last.message,
    stack: lines.slice(first).join('\n').trimEnd(),
    ...(causes.length > 0 ? { causes } : {}),
    start: first,
  };
};

/** A traceback within the margin of an exception group belongs to one of its members. */
function isNested(line: string): boolean {
  return /^\s*\|/u.test(line);
}

/** The exception line follows the indented ones; what comes after it, up to a blank line, is more of its text. */
function readBlock(lines: readonly string[], start: number, end: number): Block {
  const grouped = /^\s*\+/u.test(lines[start] ?? '');
  const body = lines.slice(start + 1, end).map((line) => (grouped ? line.replace(MARGIN, '') : line));
  const at = body.findIndex((line) => line !== '' && !/^\s/u.test(line) && LAST.test(line.slice(0, 4000)));
  if (at === -1) return { start, name: '', message: '' };
  const rest = grouped ? [] : body.slice(at + 1);
  const blank = rest.findIndex((line) => line.trim() === '');
  const match = LAST.exec(body[at] ?? '');
  const message = [match?.[2] ?? '', ...(blank === -1 ? rest : rest.slice(0, blank))].join('\n').trimEnd();
  return { start, name: match?.[1] ?? '', message };
}
