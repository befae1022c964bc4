import type { LogLine } from './line.ts';

/** Lines of one file in their order, looked at where they stand among the others. */
export interface LineTable {
  count: number;
  /** All of them in UTF-8, a newline behind each. */
  bytes: Buffer;
  /** Where a line begins in `bytes`. */
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
