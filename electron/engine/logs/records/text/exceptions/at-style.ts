import { headAtStart, headWithin, type Head } from '../exception-head.ts';
import type { ExceptionReader } from '../exception.ts';

/** A frame of Java, .NET, Node or a browser. */
const FRAME = /^\s*at (?:\S|$)|^\s+--- End of |^\s*\.\.\. \d+ (?:more|common)|^[^\s@]*@\S+:\d+:\d+$/u;
const CAUSE = /^\s*(?:[Cc]aused by|\[cause\]): (.*)|^\s*---> (?:\(Inner Exception #\d+\) )?(.*)/u;
/** Java with the root cause first: what the exception above it was wrapped in. */
const WRAPPER = /^Wrapped by: (.*)$/u;
/** What stands before the type on the first line. */
const PREFIX = /^(?:Exception in thread "[^"]*" |Unhandled exception\. |Unhandled Exception: |Uncaught |\[)/u;

/**
 * Java, .NET, Node and browsers: a head, then lines that begin with `at`. The head is the last line before the
 * first frame that begins with a type, else the first line; the outermost exception stands first.
 */
export const readAtStyle: ExceptionReader = (lines) => {
  const firstFrame = lines.findIndex((line) => FRAME.test(line));
  if (firstFrame === -1) return null;
  const before = lines.slice(0, firstFrame);
  const { start, head } = findHead(before);
  const inner = before.findIndex((line, index) => index > start && CAUSE.test(line));
  const more = before.slice(start + 1, inner === -1 ? undefined : inner);
  const message = [head.message, ...more].join('\n').trim();
  const outermost = lines.findLastIndex((line) => WRAPPER.test(line));
  if (outermost > start) return readWrapped(lines, start, head, outermost);
  return {
    name: head.name === '' ? null : head.name,
    message: message.replace(/\s*\{$/u, ''),
    stack: stackOf(lines, start, head),
    ...causesOf(lines),
    start,
  };
};

/** Innermost first: the last one is what was reported. */
function readWrapped(
  lines: readonly string[],
  start: number,
  root: Head,
  outermost: number,
): ReturnType<ExceptionReader> {
  const wrappers = lines.slice(0, outermost).flatMap((line) => WRAPPER.exec(line)?.[1] ?? []);
  const causes = [root.name, ...wrappers.map((text) => headAtStart(text)?.name ?? '')];
  const said = WRAPPER.exec(lines[outermost] ?? '')?.[1] ?? '';
  const head = headAtStart(said) ?? { name: '', message: said };
  const rest = lines.slice(outermost + 1);
  const frame = rest.findIndex((line) => FRAME.test(line));
  return {
    name: head.name === '' ? null : head.name,
    message: [head.message, ...rest.slice(0, Math.max(0, frame))].join('\n').trim(),
    stack: stackOf(lines, start, root),
    causes: causes.toReversed().filter((name) => name !== ''),
    start,
  };
}

/** The type and text on the first line of an exception that nobody caught, or null. */
export function headOfCrash(line: string): Head | null {
  return headAtStart(line.replace(PREFIX, ''));
}

function findHead(before: readonly string[]): { start: number; head: Head } {
  for (let index = 0; index < before.length; index += 1) {
    const line = (before[index] ?? '').trim();
    // The first line is a log message, in which the type may stand behind words.
    const head = index === 0 ? headWithin(line.replace(PREFIX, '')) : headAtStart(line.replace(PREFIX, ''));
    const isMoreThanWord = head !== null && (index > 0 || before.length === 1 || head.message !== '');
    if (head && isMoreThanWord && !laterHead(before, index)) return { start: index, head };
  }
  const start = Math.max(
    0,
    before.findLastIndex((line) => line.trim() !== ''),
  );
  return { start, head: { name: '', message: (before[start] ?? '').trim() } };
}

/** Whether a line that begins with a type and is not indented follows the log's own first line. */
function laterHead(before: readonly string[], index: number): boolean {
  if (index > 0) return false;
  return before.slice(1).some((line) => !/^\s/u.test(line) && headAtStart(line) !== null);
}

/** From the head on; on the log's own first line without the words before the type. */
function stackOf(lines: readonly string[], start: number, { name }: Head): string {
  const first = lines[start] ?? '';
  const at = name === '' ? 0 : Math.max(0, first.indexOf(name));
  return [first.slice(at), ...lines.slice(start + 1)].join('\n').trimEnd();
}

function causesOf(lines: readonly string[]): { causes?: string[] } {
  const causes = lines.flatMap((line) => {
    const match = CAUSE.exec(line);
    const head = match ? headAtStart((match[1] ?? match[2] ?? '').trim()) : null;
    return head ? [head.name] : [];
  });
  return causes.length > 0 ? { causes } : {};
}
