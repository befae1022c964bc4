import type { LogLine } from './line.ts';

/** Lines of one file in their order, looked at where they stand in one text. */
export interface LineTable {
  count: number;
  /** All of them, parted by newlines. */
  text: string;
  /** Where a line begins in `text`. */
  start(index: number): number;
  /** Where it ends there. */
  end(index: number): number;
  /** Where it starts in the file, in bytes. */
  offset(index: number): number;
  /** Whether all of it is kept, and `harmless` as `LogLine` has it. */
  isHarmless(index: number): boolean;
  /** It as a line of its own. */
  line(index: number): LogLine;
}
