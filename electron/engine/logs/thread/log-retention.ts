import { existsSync } from 'node:fs';
import type { Retention } from '../../../../shared/config/model.ts';
import type { Cancel, Clock } from '../../ports.ts';
import { dropLeftOver, dropOldest, retainByAge } from '../store/retain-logs.ts';
import type { LogTables } from '../store/log-tables.ts';
import type { LogsFile } from './logs-file.ts';

const FIRST_AFTER_MS = 60_000;
const BY_AGE_EVERY_MS = 3_600_000;
/** How often it is looked how much logs take: a flood adds some ten megabytes meanwhile. */
const LOOK_MS = 5000;
/** A transaction ends when this much of its 50 ms is used; what is left is for the commit. */
const WORK_MS = 25;
/** Reading comes first: half of the time at most is spent on deleting. */
const PAUSE_MS = 50;
/** Free pages beyond this share of the file are given back; the rest is used again. */
const KEPT_FREE = 0.05;
const PAGES_AT_ONCE = 200;
/** Where logs take too much, some room is made at once. */
const ROOM = 0.95;

type Limits = Pick<Retention, 'logsMs' | 'logBytes'>;

export interface LogRetention {
  configure(limits: Limits): void;
  /** Which sources are read; what others left goes once it is old. */
  keepSources(ids: ReadonlySet<string>): void;
  stop(): void;
}

/** Deletes what is too old, every hour, and the oldest where logs take too much, in steps between which reading goes on. */
export function startLogRetention({ file, clock }: { file: LogsFile; clock: Clock }): LogRetention {
  let limits: Limits | null = null;
  let configured: ReadonlySet<string> = new Set();
  let byAgeAt = clock.monotonic() + FIRST_AFTER_MS;
  let run: Generator<void> | null = null;
  let timer: Cancel = clock.setTimeout(turn, LOOK_MS);

  function turn(): void {
    let more = false;
    try {
      more = limits !== null && step(limits);
    } catch {
      // What keeps the database from being written stands in the state of every source; the next turn tries again.
      run = null;
    }
    timer = clock.setTimeout(turn, more ? PAUSE_MS : LOOK_MS);
  }

  /** @returns whether more is to be done */
  function step(now: Limits): boolean {
    run ??= due(now);
    if (!run) return false;
    if (inTransaction(file.tables(), run)) return true;
    run = null;
    return giveBack(file.tables(), isTooMuch(now.logBytes));
  }

  function due({ logsMs, logBytes }: Limits): Generator<void> | null {
    if (clock.monotonic() >= byAgeAt) {
      byAgeAt = clock.monotonic() + BY_AGE_EVERY_MS;
      const now = clock.now();
      return retainByAge(file.tables(), { now, cutoff: now - logsMs, configured, exists: existsSync });
    }
    return isTooMuch(logBytes) ? untilBelow(file.tables(), logBytes * ROOM) : null;
  }

  /** @returns false when all is done */
  function inTransaction({ transaction }: LogTables, work: Generator<void>): boolean {
    return transaction(() => {
      const end = clock.monotonic() + WORK_MS;
      do {
        if (work.next().done) return false;
      } while (clock.monotonic() < end);
      return true;
    });
  }

  function isTooMuch(most: number): boolean {
    return file.bytes() > most;
  }

  function* untilBelow(tables: LogTables, most: number): Generator<void> {
    while (used(tables) > most && dropOldest(tables)) yield;
    yield* dropLeftOver(tables);
  }

  /** Bytes without the pages that are free already. */
  function used({ db }: LogTables): number {
    const count = (name: string) => Number(db.pragma(name, { simple: true }));
    return (count('page_count') - count('freelist_count')) * count('page_size');
  }

  return {
    configure: (next) => void (limits = next),
    keepSources: (ids) => void (configured = ids),
    stop: () => timer(),
  };
}

/**
 * Gives free pages back to the file system.
 * @param all whether none is kept to be used again
 * @returns whether there are more
 */
function giveBack({ db }: LogTables, all: boolean): boolean {
  const count = (name: string) => Number(db.pragma(name, { simple: true }));
  const spare = count('freelist_count') - (all ? 0 : Math.floor(count('page_count') * KEPT_FREE));
  if (spare > 0) db.pragma(`incremental_vacuum(${Math.min(spare, PAGES_AT_ONCE)})`);
  if (spare > PAGES_AT_ONCE) return true;
  // The write-ahead log counts as well.
  if (all) db.pragma('wal_checkpoint(TRUNCATE)');
  return false;
}
