import type { Instance, StripCell } from '../../shared/contract/schemas.ts';

const HOUR = 3_600_000;

/** How many hours the Overview looks back: a day; the demo, whose story takes ten minutes, one. */
export function overviewHours(instance: Pick<Instance, 'demo'> | null): number {
  return instance?.demo ? 1 : 24;
}

/** How many hours a strip spans. */
export function hoursOf(cells: readonly StripCell[]): number {
  const [first, last] = [cells[0], cells.at(-1)];
  return first && last ? Math.max(1, Math.round((last.to - first.from) / HOUR)) : 24;
}
