import { SEVERITIES, type Severity } from '../../shared/domain/severity.ts';
import { midnight } from './by-day.ts';

/** How many of what happened began on each of the days, by severity. `days` are local midnights. */
export function countByDay<T extends { at: number; severity: Severity }>(
  entries: Iterable<T>,
  days: readonly number[],
): { day: number; counts: Record<Severity, number> }[] {
  const counted = new Map(days.map((day) => [day, none()]));
  for (const { at, severity } of entries) {
    const counts = counted.get(midnight(at));
    if (counts) counts[severity] += 1;
  }
  return [...counted].map(([day, counts]) => ({ day, counts }));
}

function none(): Record<Severity, number> {
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
}
