import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import type { LogMatches } from '../../logs/queries/log-matches.ts';
import type { Cancel, Clock, Logger } from '../../ports.ts';
import type { LogMatch } from '../core/inputs.ts';
import type { LogCursor } from './log-cursor.ts';
import { logRules } from './log-rules.ts';

/** Records that are looked at in one go; the answer to the next question waits until these are judged. */
const AT_ONCE = 2_000;
const RETRY_MS = 5_000;

export interface LogFeedDeps {
  clock: Clock;
  logger: Logger;
  /** The cursor as it was committed last, or null. */
  cursor: () => LogCursor | null;
  /** Asks the thread that reads logs. */
  read: (input: {
    rules: AlertRule[];
    version: number;
    cursor: LogCursor;
    limit: number;
  }) => Promise<LogMatches>;
  /** Judges; false where nobody judges yet, and the same is to be read again. */
  take: (matches: readonly LogMatch[], cursor: LogCursor) => boolean;
}

/**
 * Takes log records to the alert rules, each once: past a cursor that is committed together with what they decided.
 * Logs are read by a thread of their own and wait in logs.db, so that a flood of them fills no memory here.
 */
export interface LogFeed {
  /** The rules from now on; what was judged before is not judged anew. */
  configure(rules: readonly AlertRule[]): void;
  /** Begins, as soon as somebody judges. */
  start(): void;
  /** Something was read. */
  wake(): void;
  stop(): void;
}

export function createLogFeed({ clock, logger, cursor: saved, read, take }: LogFeedDeps): LogFeed {
  let rules: AlertRule[] = [];
  let version = 0;
  let cursor: LogCursor | null = null;
  let running = false;
  /** Something came while a question was under way. */
  let again = false;
  let failing = false;
  let cancelRetry: Cancel = () => {};

  function begin(): boolean {
    const known = saved();
    const fresh = known ?? { store: null, after: 0, since: clock.now() };
    if (known === null && !take([], fresh)) return false;
    cursor = fresh;
    return true;
  }

  function start(): void {
    if (cursor || begin()) wake();
  }

  async function run(): Promise<void> {
    do {
      again = false;
      const past = cursor;
      if (!past) return;
      const found = await read({ rules, version, cursor: past, limit: AT_ONCE });
      failing = false;
      if (!cursor) return;
      const { store, after } = found.cursor;
      if (store === past.store && after === past.after) continue;
      if (!take(found.matches, found.cursor)) return;
      cursor = found.cursor;
      again ||= found.more;
    } while (again);
  }

  function wake(): void {
    again = true;
    if (running || !cursor) return;
    running = true;
    run()
      .catch(failed)
      .finally(() => (running = false));
  }

  function failed(error: Error): void {
    if (!cursor) return;
    if (!failing) logger.warn('log records cannot be judged', { error: error.message });
    failing = true;
    cancelRetry();
    cancelRetry = clock.setTimeout(wake, RETRY_MS);
  }

  return {
    configure(next) {
      rules = logRules(next);
      version += 1;
      start();
    },
    start,
    wake,
    stop() {
      cancelRetry();
      cursor = null;
    },
  };
}
