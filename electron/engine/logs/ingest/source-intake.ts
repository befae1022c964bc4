import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import type { Cancel, Clock } from '../../ports.ts';
import type { Backlog } from '../backlog/read-backlog.ts';
import { rememberingTools } from '../groups/group.ts';
import type { LogRecord } from '../records/record.ts';
import type { LogTables } from '../store/log-tables.ts';
import type { TimeOf } from '../tail/first-contact.ts';
import type { TailConsumer, TailFileRef, TailStore } from '../tail/types.ts';
import { createCommit, type Commit, type Committed } from './commit.ts';
import { FOLD_CAPACITY, FOLD_MS, type FoldWindow } from './fold-window.ts';
import { foldableOf } from './foldable-of.ts';
import { holdsLine } from './holds-line.ts';
import { LogIntake, type Intake } from './log-intake.ts';
import { readingTime } from './reading-time.ts';

/** A record without a successor is closed after this long. */
export const SILENCE_MS = 1000;

export interface SourceIntakeOptions {
  source: LogSourceConfig;
  /** Opens logs.db where it is not open. @throws StorageError */
  tables: () => LogTables;
  window: FoldWindow;
  clock: Clock;
  /** IANA zone of times that state none where the source names no zone. */
  zone: string;
  /** Reads what comes in large amounts, such as in another thread. */
  backlog?: Backlog;
  onCommitted?: (committed: Committed) => void;
  /** The line of a file that has no end yet, as a record; null where there is none any more. */
  onPartial?: (file: TailFileRef, record: LogRecord | null) => void;
}

/** Keeps what the tailer reads of one source: lines become records, which are committed with their tail checkpoint. */
export interface SourceIntake {
  consumer: TailConsumer;
  store: TailStore;
  timeOf: TimeOf;
  /**
   * Closes and stores the records that are open; lines that come soon may still go on with them.
   * @throws StorageError where they cannot be stored; their lines are read again then
   */
  closeOpen(): void;
  /** The same, and no more comes. */
  close(): void;
}

/** @throws Error for a pattern, zone or format of the source that cannot be used */
export function createSourceIntake(options: SourceIntakeOptions): SourceIntake {
  const { source, tables, window, clock, zone, backlog = null } = options;
  const now = () => clock.now();
  const logs = new Map<number, LogIntake>();
  const grouping = rememberingTools();
  /** Set once the source is begun. */
  let begun: { key: number; commit: Commit } | null = null;
  let timer: Cancel | null = null;

  function committing() {
    if (begun) return begun;
    const key = tables().sources.keyOf(source.id);
    if (key === null) throw new Error(`${source.id} was not begun`);
    const folds = source.duplicates === 'fold';
    if (folds) remember(tables(), key);
    const commitIntakes = createCommit({
      tables: tables(),
      window,
      source: key,
      folds,
      monotonic: () => clock.monotonic(),
    });
    begun = { key, commit: commitIntakes };
    return begun;
  }

  /** What was stored shortly before a restart can still have its duplicate to come. */
  function remember(stored: LogTables, key: number): void {
    const from = stored.nextSeq() - FOLD_CAPACITY;
    for (const record of stored.records.readSince(key, clock.now() - FOLD_MS, from)) {
      for (const file of record.files)
        window.add(key, foldableOf(record), file, record.seq, clock.monotonic());
    }
    window.commit();
  }

  function intakeOf(log: number): LogIntake {
    const known = logs.get(log);
    if (known) return known;
    const stored = tables().sources.log(committing().key, log);
    const created = new LogIntake(log, stored, { source, zone, now, grouping, backlog });
    logs.set(log, created);
    return created;
  }

  /** Commits what was made, what could not be committed before included. */
  function commit(intakes: readonly Intake[]): void {
    const committed = committing().commit(intakes);
    for (const { log, checkpoint } of intakes) {
      log.waiting = null;
      log.batch = null;
      if (checkpoint.finished) logs.delete(log.log);
    }
    options.onCommitted?.(committed);
  }

  function watchSilence(): void {
    const open = [...logs.values()].flatMap(({ openSince }) => openSince ?? []);
    if (timer || open.length === 0) return;
    const due = Math.min(...open) + SILENCE_MS - clock.monotonic();
    timer = clock.setTimeout(
      () => {
        timer = null;
        try {
          closeSilent(clock.monotonic() - SILENCE_MS);
        } catch {
          // The next batch, or the next second, tries again, and the tailer tells why nothing can be stored.
          for (const log of logs.values()) if (log.openSince !== null) log.openSince = clock.monotonic();
        }
        watchSilence();
      },
      Math.max(1, due),
    );
  }

  /** Closes the records that got no line since. */
  function closeSilent(since: number): void {
    const silent = [...logs.values()].filter(({ openSince }) => openSince !== null && openSince <= since);
    for (const log of silent) if (!log.batch) log.waiting ??= log.silence();
    const intakes = silent.flatMap(({ waiting, batch }) => (waiting && !batch ? [waiting] : []));
    if (intakes.length > 0) commit(intakes);
    for (const log of silent) log.openSince = null;
  }

  return {
    consumer: {
      async accept(batch) {
        const log = intakeOf(batch.file.log);
        if (log.waiting && log.batch !== batch) commit([log.waiting]);
        log.batch = batch;
        log.waiting ??= await log.take(batch);
        const { checkpoint } = log.waiting;
        commit([log.waiting]);
        if (!log.isOpen()) log.openSince = null;
        else if (batch.lines.length > 0 || log.openSince === null) log.openSince = clock.monotonic();
        watchSilence();
        return checkpoint.offset === batch.checkpoint.offset ? undefined : { takenTo: checkpoint.offset };
      },
      partial(file, line) {
        options.onPartial?.(file, line && begun ? intakeOf(file.log).show(line) : null);
      },
    },

    store: {
      async load(id) {
        const { sources } = tables();
        const key = sources.keyOf(id);
        return key === null ? null : sources.logs(key).map(({ checkpoint }) => checkpoint);
      },
      async begin(id, checkpoints) {
        const { sources, transaction } = tables();
        transaction(() => {
          const key = sources.addSource(id, now());
          for (const checkpoint of checkpoints) {
            sources.putLog(key, { checkpoint, reader: null, backfillTo: thereAlready(checkpoint) }, now());
          }
        });
      },
      async holdsLine(_id, log, line) {
        const { key } = committing();
        return holdsLine(tables(), { source: key, log, redact: source.redact }, line);
      },
    },

    timeOf: readingTime(source, zone, now),

    closeOpen: () => closeSilent(Infinity),
    close() {
      timer?.();
      timer = null;
      closeSilent(Infinity);
    },
  };
}

/** Of an archive the length is not known; all of it was there. */
function thereAlready({ path, size, offset }: { path: string; size: number; offset: number }): number {
  return size === offset && /\.gz$/iu.test(path) ? Number.MAX_SAFE_INTEGER : size;
}
