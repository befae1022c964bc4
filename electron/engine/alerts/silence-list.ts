import type { SilenceRow } from '../storage/tables/silences.ts';
import type { HandWrite } from './alert-store.ts';
import type { CoreClock } from './core-clock.ts';
import type { CoreInput } from './core/inputs.ts';

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

/** A silence holds from its beginning on and no longer at its end. */
export function stateOf(
  { from, until, removedAt }: Pick<SilenceRow, 'from' | 'until' | 'removedAt'>,
  now: number,
): 'upcoming' | 'active' | 'over' {
  if (removedAt !== null || (until !== null && until <= now)) return 'over';
  return from > now ? 'upcoming' : 'active';
}

function inCoreTime({ id, match, from, until, reason, by }: SilenceRow, time: CoreClock) {
  return {
    id,
    match: Object.entries(match),
    from: time.fromWall(from),
    until: until === null ? null : time.fromWall(until),
    reason,
    by,
  };
}
