import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import { groupOf, type ErrorGroupKey } from '../groups/group.ts';
import type { LogLine } from '../line.ts';
import {
  createRecordReader,
  type ReaderState,
  type RecordReader,
  type RecordReaderOptions,
} from '../records/reader.ts';
import type { LogRecord } from '../records/record.ts';
import type { StoredLog } from '../store/source-rows.ts';
import type { Gap, TailBatch, TailCheckpoint } from '../tail/types.ts';

/** What one transaction stores of one log. */
export interface Intake {
  log: LogIntake;
  records: { record: LogRecord; group: ErrorGroupKey | null }[];
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
  /** For the end of the last line that was given. */
  #checkpoint: TailCheckpoint | null = null;
  #closed: ReaderState['recent'];
  #options: Omit<RecordReaderOptions, 'state'> & { source: LogSourceConfig };

  /** @throws Error for a pattern, zone or format that cannot be used */
  constructor(
    log: number,
    stored: StoredLog | null,
    { source, zone, now }: { source: LogSourceConfig; zone: string; now: () => number },
  ) {
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
    const records: LogRecord[] = [];
    for (const line of batch.lines) for (const record of reader.push(line)) records.push(record);
    if (batch.checkpoint.finished) records.push(...reader.flush('end'));
    this.#checkpoint = batch.checkpoint;
    const since = reader.openSince();
    const checkpoint = since === null ? batch.checkpoint : batch.checkpointAt(since);
    return this.#intake(records, false, batch.gaps, checkpoint);
  }

  /** Closes what is open after a second of silence; null where nothing is. */
  silence(): Intake | null {
    const checkpoint = this.#checkpoint;
    if (!checkpoint || this.#reader.openSince() === null) return null;
    const records = this.#reader.flush('silence');
    this.#closed = this.#reader.state().recent;
    return this.#intake(records, true, [], checkpoint);
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

  #intake(records: LogRecord[], mayGoOn: boolean, gaps: Gap[], checkpoint: TailCheckpoint): Intake {
    return {
      log: this,
      records: records.map((record) => ({ record, group: groupOf(record, this.#options.source.id) })),
      mayGoOn,
      gaps,
      checkpoint,
      state: this.#state(),
      readAt: this.#options.now(),
    };
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
