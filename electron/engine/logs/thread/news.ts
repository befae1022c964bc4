import type { LogEntry } from '../../../../shared/contract/log-schemas.ts';
import type { Cancel, Clock } from '../../ports.ts';
import type { Committed } from '../ingest/commit.ts';
import type { LogsNews, SourceReport } from '../logs-messages.ts';

/** News go out at most so often. */
const EVERY_MS = 250;
/** Files come and go without a record: what is told of sources is looked over this often. */
const LOOK_MS = 2000;

export interface NewsOptions {
  clock: Clock;
  tell: <N extends keyof LogsNews>(name: N, payload: LogsNews[N]) => void;
  reports: () => SourceReport[];
  /** Lines that have no end yet. */
  partials: () => LogEntry[];
}

/** Gathers what happens in the log thread and tells it in bounded numbers. */
export interface News {
  committed(committed: Committed): void;
  partialsChanged(): void;
  sourcesChanged(): void;
  groupsChanged(ids: readonly string[]): void;
  stop(): void;
}

export function createNews({ clock, tell, reports, partials }: NewsOptions): News {
  let last = 0;
  let logsDue = false;
  let groups = new Set<string>();
  /** What was told of the sources. */
  let told = '';
  let toldAt = -Infinity;
  let timer: Cancel | null = null;
  let looking: Cancel = clock.setTimeout(look, LOOK_MS);

  function wake(): void {
    timer ??= clock.setTimeout(send, Math.max(0, toldAt + EVERY_MS - clock.monotonic()));
  }

  function send(): void {
    timer = null;
    toldAt = clock.monotonic();
    tellSources();
    if (logsDue) tell('logs', { at: clock.now(), last, partial: partials() });
    if (groups.size > 0) tell('groups', [...groups]);
    logsDue = false;
    groups = new Set();
  }

  function tellSources(): void {
    const all = reports();
    // When something was read last is no news of its own.
    const now = JSON.stringify(all.map((report) => ({ ...report, lastReadAt: null })));
    if (now === told) return;
    told = now;
    tell('sources', all);
  }

  function look(): void {
    looking = clock.setTimeout(look, LOOK_MS);
    tellSources();
  }

  return {
    committed(committed) {
      if (committed.last !== null) {
        last = Math.max(last, committed.last);
        logsDue = true;
      }
      for (const id of committed.groups) groups.add(id);
      if (logsDue || groups.size > 0) wake();
    },
    partialsChanged() {
      logsDue = true;
      wake();
    },
    sourcesChanged: wake,
    groupsChanged(ids) {
      for (const id of ids) groups.add(id);
      wake();
    },
    stop() {
      timer?.();
      looking();
    },
  };
}
