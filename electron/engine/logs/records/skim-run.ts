import type { LineTable } from '../line-table.ts';
import type { LineSkim } from './format.ts';
import type { Skimmed } from './json/skim.ts';
import { isErrorLevel } from './level.ts';
import type { TimeContext } from './time/time-context.ts';

/** Takes lines that were skimmed, in their order. */
export interface SkimmedLines {
  /** A record of one line, below level error, that states time and level; `said` is written over with the next one. */
  add(index: number, said: Readonly<Skimmed>, format: string): void;
  /** The line that was added last is no whole record yet. */
  takeBack(): void;
}

/** What a skimmed line may not hold; newlines part the lines. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const INVOLVED = /[\u0000-\u0009\u000B-\u001F\\]/g;

/** Tells of growing places of a text where the next character stands that a skimmed line may not hold. */
export function involvedIn(text: string): (from: number) => number {
  let next = -1;
  return (from) => {
    if (next < from) {
      INVOLVED.lastIndex = from;
      next = INVOLVED.exec(text)?.index ?? Infinity;
    }
    return next;
  };
}

/** Lines of a table from one on, and how they are skimmed. */
export interface SkimRun {
  lines: LineTable;
  first: number;
  finds: LineSkim['finds'];
  /** See `involvedIn`. */
  nextInvolved: (from: number) => number;
  context: TimeContext;
}

/** Goes from line to line as long as each can be skimmed; returns the place of the first one that cannot. */
export function skimRun(
  { lines, first, finds, nextInvolved, context }: SkimRun,
  take: (index: number, said: Readonly<Skimmed>) => void,
): number {
  const said: Skimmed = { time: 0, level: 'info', service: null, logger: null, messageFrom: 0, messageTo: 0 };
  const { text, count } = lines;
  for (let index = first; index < count; index += 1) {
    const end = lines.end(index);
    const start = lines.start(index);
    const isSkimmed =
      lines.isHarmless(index) &&
      nextInvolved(start) >= end &&
      finds(text, start, end, context, said) &&
      !isErrorLevel(said.level);
    if (!isSkimmed) return index;
    take(index, said);
  }
  return count;
}
