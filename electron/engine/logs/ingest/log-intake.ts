import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import { groupOf, type ErrorGroupKey, type GroupingTools } from '../groups/group.ts';
import type { LogLine } from '../line.ts';
import {
  createRecordReader,
  type ReaderState,
  type RecordReader,
  type RecordReaderOptions,
} from '../records/reader.ts';
import type { LogRecord } from '../records/record.ts';
import type { StoredLog } from '../store/source-rows.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import type { Gap, TailBatch, TailCheckpoint } from '../tail/types.ts';
import { storedOf } from './stored-of.ts';

/** What one transaction stores of one log. */
export interface Intake {
  log: LogIntake;
  /** Without number, source and file. What else was read of them is let go at once: it would take much memory. */
  records: StoredRecord[];
  /** Which of them belong to an error group. */
  errors: Map<StoredRecord, ErrorGroupKey>;
  /** The one that takes the place of the record that silence closed last. */
  replacing: StoredRecord | null;
  /** Silence closed them: they may still go on. */
  mayGoOn: boolean;
  gaps: Gap[];
  checkpoint: TailCheckpoint;
  state: ReaderState;
  readAt: number;
}

/** How far the making of records of one log is; stored beside its tail checkpoint. */
interface SavedReader {
  state: ReaderState;
  /** The number of the record that silence closed last. */
  recent: number | null;
}

/** Makes records of the lines of one log, and knows up to where the log may be taken for stored. */
export class LogIntake {
  readonly log: number;
  readonly backfillTo: number;
  /** Of its row; null until it has one. */
  key: number | null;
  /** The number of the record that silence closed last. */
  recent: number | null;
  /** Made and not committed yet. */
  waiting: Intake | null = null;
  /** The batch that `waiting` came from: one that was refused comes again. */
  batch: TailBatch | null = null;
  /** Monotonic time of the last line while a record is open; null while none is. */
  openSince: number | null = null;
  #reader: RecordReader;
  #grouping: GroupingTools;
  /** For the end of the last line that was given. */
  #checkpoint: TailCheckpoint | null = null;
  #closed: ReaderState['recent'];
  #options: Omit<RecordReaderOptions, 'state'> & { source: LogSourceConfig };

  /** @throws Error for a pattern, zone or format that cannot be used */
  constructor(
    log: number,
    stored: StoredLog | null,
    {
      source,
      zone,
      now,
      grouping,
    }: { source: LogSourceConfig; zone: string; now: () => number; grouping: GroupingTools },
  ) {
    this.#grouping = grouping;
    const saved = stored?.reader ? (JSON.parse(stored.reader) as SavedReader) : null;
    this.log = log;
    this.key = stored?.key ?? null;
    this.backfillTo = stored?.backfillTo ?? 0;
    this.recent = saved?.recent ?? null;
    this.#options = { source, now, zone: source.timezone ?? zone };
    this.#closed = saved?.state.recent ?? null;
    this.#reader = createRecordReader({ ...this.#options, state: saved?.state ?? null });
  }

  /** Takes the lines of a batch. */
  take(batch: TailBatch): Intake {
    const reader = this.#reader;
    const intake = this.#intake(batch.checkpoint, batch.gaps);
    for (const line of batch.lines) {
      const records = reader.push(line);
      if (records.length > 0) this.#add(intake, records);
    }
    if (batch.checkpoint.finished) this.#add(intake, reader.flush('end'));
    this.#checkpoint = batch.checkpoint;
    const since = reader.openSince();
    if (since !== null) intake.checkpoint = batch.checkpointAt(since);
    intake.state = this.#state();
    return intake;
  }

  /** Closes what is open after a second of silence; null where nothing is. */
  silence(): Intake | null {
    const checkpoint = this.#checkpoint;
    if (!checkpoint || this.#reader.openSince() === null) return null;
    const intake = this.#intake(checkpoint, []);
    this.#add(intake, this.#reader.flush('silence'));
    intake.mayGoOn = true;
    intake.state = this.#reader.state();
    this.#closed = intake.state.recent;
    return intake;
  }

  /** A line that has no end yet, as a record of its own. */
  show(line: LogLine): LogRecord | null {
    const state = { ...this.#reader.state(), recent: null };
    const reader = createRecordReader({ ...this.#options, state });
    reader.push(line);
    return reader.peek();
  }

  /** Whether a record is open. */
  isOpen(): boolean {
    return this.#reader.openSince() !== null;
  }

  #intake(checkpoint: TailCheckpoint, gaps: Gap[]): Intake {
    return {
      log: this,
      records: [],
      errors: new Map(),
      replacing: null,
      mayGoOn: false,
      gaps,
      checkpoint,
      state: this.#reader.state(),
      readAt: this.#options.now(),
    };
  }

  #add(intake: Intake, made: readonly LogRecord[]): void {
    const { records, errors, readAt } = intake;
    // A container shows with the first line, before a record is complete.
    const envelope = intake.state.envelope ?? (records.length === 0 ? this.#reader.state().envelope : null);
    if (envelope !== intake.state.envelope) intake.state = { ...intake.state, envelope };
    for (const record of made) {
      const stored = storedOf(record, { readAt, envelope, backfillTo: this.backfillTo });
      records.push(stored);
      const group = groupOf(record, this.#options.source.id, this.#grouping);
      if (group) errors.set(stored, group);
      if (record.replaces) intake.replacing = stored;
    }
  }

  /** What is open again starts over after a restart: as long as it is, the record it goes on with is remembered. */
  #state(): ReaderState {
    const state = this.#reader.state();
    return this.#reader.peek()?.replaces === true ? { ...state, recent: this.#closed } : state;
  }
}

/** What is stored of an intake's reader. */
export function savedReader({ state }: Intake, recent: number | null): string {
  return JSON.stringify({ state, recent: state.recent === null ? null : recent } satisfies SavedReader);
}
