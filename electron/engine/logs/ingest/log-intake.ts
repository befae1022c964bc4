import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import { unpackRecords, type PackedRecords } from '../backlog/packed-records.ts';
import type { Backlog } from '../backlog/read-backlog.ts';
import type { GroupingTools } from '../groups/group.ts';
import type { LogLine } from '../line.ts';
import {
  createRecordReader,
  type ReaderState,
  type RecordReader,
  type RecordReaderOptions,
} from '../records/reader.ts';
import type { LogRecord } from '../records/record.ts';
import type { EncodedLines } from '../store/block.ts';
import type { StoredLog } from '../store/source-rows.ts';
import type { Gap, TailBatch, TailCheckpoint } from '../tail/types.ts';
import { makingRecords, type MadeRecords, type RecordMaking } from './make-records.ts';

/** An open record of more lines stays with the reader that has it: giving it on would take as long as reading it. */
const MOST_OPEN_LINES = 1000;

/** What one transaction stores of one log. */
export interface Intake extends MadeRecords {
  log: LogIntake;
  /** The same records as they came from who read a backlog; null where nobody did. */
  packed: PackedIntake | null;
  /** Silence closed them: they may still go on. */
  mayGoOn: boolean;
  gaps: Gap[];
  checkpoint: TailCheckpoint;
  state: ReaderState;
}

/** Records by columns, the lines that they were made of, and all their lines as a block has them. */
export interface PackedIntake {
  records: PackedRecords;
  given: readonly LogLine[];
  block: EncodedLines;
}

/** How far the making of records of one log is; stored beside its tail checkpoint. */
interface SavedReader {
  state: ReaderState;
  /** The number of the record that silence closed last. */
  recent: number | null;
}

export interface LogIntakeOptions {
  source: LogSourceConfig;
  zone: string;
  now: () => number;
  grouping: GroupingTools;
  /** Where backlogs are read; null where they are read like anything else. */
  backlog: Backlog | null;
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
  #options: LogIntakeOptions;
  #readerOptions: Omit<RecordReaderOptions, 'state'>;
  /** Null after a backlog was read elsewhere: then `#resume` is what one goes on from. */
  #reader: RecordReader | null = null;
  #resume: { state: ReaderState | null; open: readonly LogLine[] };
  /** The lines of the open record; null where they are too many. */
  #open: readonly LogLine[] | null = [];
  /** For the end of the last line that was given. */
  #checkpoint: TailCheckpoint | null = null;
  /** What silence closed last. */
  #closed: ReaderState['recent'];

  /** @throws Error for a pattern, zone or format that cannot be used */
  constructor(log: number, stored: StoredLog | null, options: LogIntakeOptions) {
    const saved = stored?.reader ? (JSON.parse(stored.reader) as SavedReader) : null;
    this.log = log;
    this.key = stored?.key ?? null;
    this.backfillTo = stored?.backfillTo ?? 0;
    this.recent = saved?.recent ?? null;
    this.#options = options;
    this.#readerOptions = { source: options.source, now: options.now, zone: options.zone, skims: true };
    this.#closed = saved?.state.recent ?? null;
    this.#resume = { state: saved?.state ?? null, open: [] };
    this.#live();
  }

  /** Takes the lines of a batch; a backlog may be read elsewhere meanwhile. */
  take(batch: TailBatch): Intake | Promise<Intake> {
    const { backlog } = this.#options;
    if (!backlog || !this.#open || bytesOf(batch.lines) < backlog.fromBytes) return this.#takeHere(batch);
    const state = this.#state();
    // A record that silence closed and that goes on takes the place of the one that was stored.
    if (state?.recent) return this.#takeHere(batch);
    // Whatever keeps the other thread from answering, the lines can be read here as well.
    return this.#takeThere(batch, { backlog, state, open: this.#open }).catch(() => this.#takeHere(batch));
  }

  /** Closes what is open after a second of silence; null where nothing is. */
  silence(): Intake | null {
    const checkpoint = this.#checkpoint;
    const reader = this.#live();
    if (!checkpoint || reader.openSince() === null) return null;
    const making = this.#making(reader);
    making.flush('silence');
    const state = reader.state();
    this.#closed = state.recent;
    this.#open = [];
    return { ...this.#intake(making, { checkpoint, gaps: [] }, state), mayGoOn: true };
  }

  /** A line that has no end yet, as a record of its own. */
  show(line: LogLine): LogRecord | null {
    const state = this.#state();
    const reader = createRecordReader({
      ...this.#readerOptions,
      skims: false,
      state: state && { ...state, recent: null },
    });
    reader.push(line);
    return reader.peek();
  }

  /** Whether a record is open. */
  isOpen(): boolean {
    return this.#reader ? this.#reader.openSince() !== null : this.#resume.open.length > 0;
  }

  #takeHere(batch: TailBatch): Intake {
    const reader = this.#live();
    const making = this.#making(reader);
    making.push(batch.lines);
    if (batch.checkpoint.finished) making.flush('end');
    const since = reader.openSince();
    this.#open = openLines(this.#open, batch.lines, since);
    const state = reader.state();
    // What is open again starts over after a restart: as long as it is, the record it goes on with is remembered.
    const saved = reader.peek()?.replaces === true ? { ...state, recent: this.#closed } : state;
    return this.#intake(making, this.#reached(batch, since), saved);
  }

  async #takeThere(
    batch: TailBatch,
    { backlog, state, open }: { backlog: Backlog; state: ReaderState | null; open: readonly LogLine[] },
  ): Promise<Intake> {
    const { source, zone, now } = this.#options;
    const { id, format, pattern, redact } = source;
    const readAt = now();
    const lines = open.length === 0 ? batch.lines : [...open, ...batch.lines];
    const standing = batch.standing && { ...batch.standing, before: batch.standing.before + open.length };
    const read = await backlog.read(
      {
        source: { id, format, pattern, redact },
        zone,
        state,
        backfillTo: this.backfillTo,
        readAt,
        finished: batch.checkpoint.finished,
      },
      lines,
      standing,
    );
    const since = read.openSince;
    const left = linesSince(lines, since);
    this.#resume = { state: read.state, open: left };
    this.#reader = null;
    this.#open = givable(left);
    const { records, block, state: next } = read;
    let whole: Pick<MadeRecords, 'records' | 'errors'> | null = null;
    const unpacked = () => (whole ??= unpackRecords(records, lines));
    return {
      ...this.#reached(batch, since),
      log: this,
      // Mostly nobody asks for them.
      get records() {
        return unpacked().records;
      },
      get errors() {
        return unpacked().errors;
      },
      replacing: null,
      readAt,
      packed: block && { records, given: lines, block },
      mayGoOn: false,
      state: next,
    };
  }

  /** The reader of what comes next. */
  #live(): RecordReader {
    if (this.#reader) return this.#reader;
    const { state, open } = this.#resume;
    this.#reader = createRecordReader({ ...this.#readerOptions, state });
    // They complete nothing: they are the record that is open.
    for (const line of open) this.#reader.push(line);
    this.#resume = { state, open: [] };
    return this.#reader;
  }

  #state(): ReaderState | null {
    return this.#reader ? this.#reader.state() : this.#resume.state;
  }

  #making(reader: RecordReader): RecordMaking {
    const { source, grouping, now } = this.#options;
    const { backfillTo } = this;
    return makingRecords(reader, { source: source.id, backfillTo, readAt: now(), grouping });
  }

  /** How far the log is stored with a batch whose last record begins at `since`. */
  #reached(batch: TailBatch, since: number | null): Pick<Intake, 'checkpoint' | 'gaps'> {
    this.#checkpoint = batch.checkpoint;
    return { checkpoint: since === null ? batch.checkpoint : batch.checkpointAt(since), gaps: batch.gaps };
  }

  #intake(
    { records, errors, replacing, readAt }: MadeRecords,
    { checkpoint, gaps }: Pick<Intake, 'checkpoint' | 'gaps'>,
    state: ReaderState,
  ): Intake {
    return {
      log: this,
      records,
      errors,
      replacing,
      packed: null,
      mayGoOn: false,
      gaps,
      checkpoint,
      state,
      readAt,
    };
  }
}

function bytesOf(lines: readonly LogLine[]): number {
  const [first] = lines;
  const last = lines.at(-1);
  return first && last ? last.offset + last.bytes - first.offset : 0;
}

/** @param lines in their order */
function linesSince(lines: readonly LogLine[], since: number | null): readonly LogLine[] {
  if (since === null) return [];
  let from = lines.length;
  while (from > 0 && (lines[from - 1]?.offset ?? -1) >= since) from -= 1;
  return lines.slice(from);
}

/**
 * The lines of the record that begins at `since`; null where they are too many or not all known.
 * @param before those of the record that was open before `lines`
 */
function openLines(
  before: readonly LogLine[] | null,
  lines: readonly LogLine[],
  since: number | null,
): readonly LogLine[] | null {
  const isWhole = since === null || (lines[0]?.offset ?? Infinity) <= since;
  if (!before && !isWhole) return null;
  return givable(linesSince(isWhole ? lines : [...(before ?? []), ...lines], since));
}

/** Lines that are few enough to be given to another reader; null where they are not. */
function givable(lines: readonly LogLine[]): readonly LogLine[] | null {
  return lines.length > MOST_OPEN_LINES ? null : lines;
}

/** What is stored of an intake's reader. */
export function savedReader({ state }: Intake, recent: number | null): string {
  return JSON.stringify({ state, recent: state.recent === null ? null : recent } satisfies SavedReader);
}
