import type { Mark } from '../../../../shared/contract/schemas.ts';
import type { Tables } from './tables.ts';

/** Marks of a monitor, and those that concern all, in [from, to), oldest first. */
export function marksQuery({ db }: Tables) {
  const marks = db.prepare<[number, number, number], Mark>(
    `SELECT at, kind, text, monitors.id AS monitorId FROM marks LEFT JOIN monitors ON key = monitor
     WHERE at >= ? AND at < ? AND (monitor IS NULL OR monitor = ?) ORDER BY at, marks.id`,
  );
  return (monitor: number, from: number, to: number): Mark[] => marks.all(from, to, monitor);
}
