import type { SilenceRow } from '../storage/tables/silences.ts';
import type { HandWrite } from './alert-store.ts';
import type { CoreClock } from './core-clock.ts';
import type { CoreInput, Silence } from './core/inputs.ts';

/** How long a silence that is over is still listed. */
export const LISTED_AFTER_MS = 7 * 86_400_000;

/** The silences that people see, oldest first. Times are wall times. */
export class SilenceList {
  #rows: readonly SilenceRow[] = [];

  load(rows: readonly SilenceRow[]): void {
    this.#rows = rows;
  }

  all(): readonly SilenceRow[] {
    return this.#rows;
  }

  /** Follows what is being written down. */
  take(write: HandWrite): void {
    if (write.kind === 'silence') this.#rows = [...this.#rows, write.row];
    if (write.kind === 'unsilence') {
      this.#rows = this.#rows.map((row) => (row.id === write.id ? { ...row, removedAt: write.at } : row));
    }
  }

  /** What the core must know of those that are not over; to be told again where the wall clock was set. */
  inputs(time: CoreClock, now: number): CoreInput[] {
    return this.#rows
      .filter((row) => stateOf(row, now) !== 'over')
      .map((row) => ({ type: 'silence', silence: inCoreTime(row, time) }));
  }
}

/** A silence holds from its beginning on and no longer at its end. One that held at once does so whatever the clock says. */
export function stateOf(row: SilenceRow, now: number): 'upcoming' | 'active' | 'over' {
  const { until, removedAt } = row;
  if (removedAt !== null || (until !== null && until <= now)) return 'over';
  return !heldAtOnce(row) && row.from > now ? 'upcoming' : 'active';
}

const heldAtOnce = ({ from, createdAt }: SilenceRow): boolean => from <= createdAt;

/** A silence as the core wants it. */
export function inCoreTime(row: SilenceRow, time: CoreClock): Silence {
  const { id, match, from, until, reason, by } = row;
  return {
    id,
    match: Object.entries(match),
    from: heldAtOnce(row) ? 0 : time.fromWall(from),
    until: until === null ? null : time.fromWall(until),
    reason,
    by,
  };
}
