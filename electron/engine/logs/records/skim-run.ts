import type { LineTable } from '../line-table.ts';
import type { LineSkim } from './format.ts';
import { newSkimmed, type Skimmed } from './json/skim.ts';
import { isErrorLevel } from './level.ts';
import type { TimeContext } from './time/time-context.ts';

/** Takes lines that were skimmed, in their order. */
export interface SkimmedLines {
  /** A record of one line, below level error, that states time and level; `said` is written over with the next one. */
  add(index: number, said: Readonly<Skimmed>, format: string): void;
  /** The line that was added last is no whole record yet. */
  takeBack(): void;
}

/** Lines of a table from one on, and how they are skimmed. */
export interface SkimRun {
  lines: LineTable;
  first: number;
  finds: LineSkim['finds'];
  context: TimeContext;
}

/** Goes from line to line as long as each can be skimmed; returns the place of the first one that cannot. */
export function skimRun(
  { lines, first, finds, context }: SkimRun,
  take: (index: number, said: Readonly<Skimmed>) => void,
): number {
  const said = newSkimmed();
  const { bytes, count } = lines;
  for (let index = first; index < count; index += 1) {
    const isSkimmed =
      lines.isHarmless(index) &&
      finds(bytes, lines.start(index), lines.end(index), context, said) &&
      !isErrorLevel(said.level);
    if (!isSkimmed) return index;
    take(index, said);
  }
  return count;
}
