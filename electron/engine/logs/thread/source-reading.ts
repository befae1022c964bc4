import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import type { LogEntry } from '../../../../shared/contract/log-schemas.ts';
import type { Clock } from '../../ports.ts';
import type { Backlog } from '../backlog/read-backlog.ts';
import type { Committed } from '../ingest/commit.ts';
import type { FoldWindow } from '../ingest/fold-window.ts';
import { createSourceIntake } from '../ingest/source-intake.ts';
import type { SourceReport } from '../logs-messages.ts';
import type { LogTables } from '../store/log-tables.ts';
import { createTailer } from '../tail/tailer.ts';
import { createPartialEntries } from './partial-entries.ts';

export interface SourceReadingOptions {
  zone: string;
  /** @throws StorageError */
  tables: () => LogTables;
  window: FoldWindow;
  clock: Clock;
  backlog: Backlog;
  onState: () => void;
  onCommitted: (committed: Committed) => void;
  onPartial: () => void;
}

/** The reading of one configured source. */
export interface SourceReading {
  source: LogSourceConfig;
  start(): void;
  /** Ends reading and stores what was read. What cannot be stored is read again the next time. */
  stop(): Promise<void>;
  /** Stores what was read. @throws StorageError */
  flush(): void;
  report(): SourceReport;
  partials(): LogEntry[];
}

/** Begins nothing yet. A source that cannot be read as it is configured says why. */
export function readingOf(source: LogSourceConfig, options: SourceReadingOptions): SourceReading {
  try {
    return createSourceReading(source, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      source,
      start: () => undefined,
      stop: () => Promise.resolve(),
      flush: () => undefined,
      report: () => ({ id: source.id, state: 'unknown', reason, files: 0, lastReadAt: null }),
      partials: () => [],
    };
  }
}

function createSourceReading(source: LogSourceConfig, options: SourceReadingOptions): SourceReading {
  const { tables, clock } = options;
  let lastReadAt: number | null = null;
  const partials = createPartialEntries(source);
  const intake = createSourceIntake({
    ...options,
    source,
    onCommitted(committed) {
      if (committed.last !== null) lastReadAt = clock.now();
      options.onCommitted(committed);
    },
    onPartial(file, record) {
      partials.set(file, record);
      options.onPartial();
    },
  });
  const tailer = createTailer({
    source,
    consumer: intake.consumer,
    store: intake.store,
    clock,
    timeOf: intake.timeOf,
    onState: options.onState,
  });

  /** When the newest stored record was read. */
  function readLast(): number | null {
    try {
      const { sources } = tables();
      const key = sources.keyOf(source.id);
      return key === null ? null : sources.lastReadAt(key);
    } catch {
      // Why logs.db cannot be read stands in the state.
      return null;
    }
  }

  return {
    source,
    start: () => tailer.start(),
    async stop() {
      await tailer.stop();
      try {
        intake.close();
      } catch {
        // The tail checkpoint stands before it.
      }
    },
    flush: () => intake.closeOpen(),
    report() {
      lastReadAt ??= readLast();
      return { id: source.id, ...tailer.state(), files: tailer.files(), lastReadAt };
    },
    partials: () => partials.list(),
  };
}

/** Whether two configurations of a source read the same in the same way. */
export function readsAlike(one: LogSourceConfig, other: LogSourceConfig): boolean {
  return keyOf(one) === keyOf(other);
}

/** What of a source's configuration its reading depends on. */
function keyOf(source: LogSourceConfig): string {
  const { id, dir, include, exclude, pollMs, format, pattern, timezone, backfill, duplicates, redact } =
    source;
  return JSON.stringify([
    id,
    dir,
    include,
    exclude,
    pollMs,
    format,
    pattern,
    timezone,
    backfill,
    duplicates,
    redact,
  ]);
}
