/** Spans of time that come again and again. Times are epoch milliseconds of the wall clock. */
export interface RecurringSpan {
  isActive(at: number): boolean;
  /** The next moment at which the answer may change, after `at`; null when it never will. */
  nextChange(at: number): number | null;
}
