import type { LineTable } from '../line-table.ts';
import type { LineSkim } from './format.ts';
import { newSkimmed, type Skimmed } from './json/skim.ts';
import { isErrorLevel } from './level.ts';
import type { TimeContext } from './time/time-context.ts';

/** Takes lines that were skimmed, in their order. */
export interface SkimmedLines {
  /** A record of one line, below level error, that states time and level; `said` is written over later. */
  add(index: number, said: Readonly<Skimmed>, format: string): void;
}

/** Lines of a table from one on, and how they are skimmed. */
export interface SkimRun {
  lines: LineTable;
  first: number;
  finds: LineSkim['finds'];
  context: TimeContext;
}

/**
 * Goes from line to line as long as each can be skimmed, and gives those to `take` that another one follows: only that
 * tells that they are whole.
 * @returns the place of the first line that cannot be skimmed
 */
export function skimRun(
  { lines, first, finds, context }: SkimRun,
  take: (index: number, said: Readonly<Skimmed>) => void,
): number {
  let said = newSkimmed();
  let before = newSkimmed();
  const { bytes, count } = lines;
  for (let index = first; index < count; index += 1) {
    const isSkimmed =
      lines.isHarmless(index) &&
      finds(bytes, lines.start(index), lines.end(index), context, said) &&
      !isErrorLevel(said.level);
    if (!isSkimmed) return index;
    if (index > first) take(index - 1, before);
    [before, said] = [said, before];
  }
  return count;
}
