/** Entries of one local day, in the order they came in. */
export interface Day<T> {
  /** Local midnight in epoch milliseconds. */
  day: number;
  entries: T[];
}

/** Splits a list that is sorted by time into local days. */
export function byDay<T extends { at: number }>(entries: readonly T[]): Day<T>[] {
  const days: Day<T>[] = [];
  for (const entry of entries) {
    const day = midnight(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

export function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
