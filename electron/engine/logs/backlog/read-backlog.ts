import type { LogSourceConfig } from '../../../../shared/config/model.ts';
import { rememberingTools } from '../groups/group.ts';
import { storing } from '../ingest/make-records.ts';
import { createRecordReader, type ReaderState } from '../records/reader.ts';
import type { EncodedLines } from '../store/block.ts';
import { packLines, unpackLines, type PackedLines } from './packed-lines.ts';
import { columnBuffers, type PackedRecords } from './packed-records.ts';
import { createRecordPacker } from './record-packer.ts';
import { createZone, type Zone } from '../records/time/zone.ts';
import type { StandingLines } from '../framing.ts';
import type { LogLine } from '../line.ts';

/** Lines of one log, with all that has to be known to make records of them. Plain data. */
export interface BacklogJob {
  source: Pick<LogSourceConfig, 'id' | 'format' | 'pattern' | 'redact'>;
  zone: string;
  /** What the reader of the lines before left. */
  state: ReaderState | null;
  backfillTo: number;
  readAt: number;
  lines: PackedLines;
  /** Whether the log ends with them. */
  finished: boolean;
}

/** What came of a job. Plain data. */
export interface BacklogAnswer {
  records: PackedRecords;
  /** The lines of all records as a block has them; null where there is no record. */
  block: EncodedLines | null;
  state: ReaderState;
  /** Where the record begins that is still open; null where none is. */
  openSince: number | null;
  /** What the lines came in, to be used again. */
  room: ArrayBuffer;
}

/** Makes records of many lines at once, wherever that is done. */
export interface Backlog {
  /** What comes in such amounts is given to `read`. */
  fromBytes: number;
  read: ReadBacklog;
}

export type ReadBacklog = (
  job: Omit<BacklogJob, 'lines'>,
  lines: readonly LogLine[],
  standing: StandingLines | null,
) => Promise<BacklogAnswer>;

/** Answers jobs; what makes fingerprints and the zone are remembered from one to the next. */
export function createBacklogReader(): (job: BacklogJob) => BacklogAnswer {
  const grouping = rememberingTools();
  let zoneAtHand: { name: string; zone: Zone } | null = null;
  return ({ source, zone, state, backfillTo, readAt, lines: packed, finished }) => {
    if (zoneAtHand?.name !== zone) zoneAtHand = { name: zone, zone: createZone(zone) };
    const reader = createRecordReader({
      source,
      zone: zoneAtHand.zone,
      state,
      skims: true,
      now: () => readAt,
    });
    const lines = unpackLines(packed);
    const origin = { source: source.id, backfillTo, readAt, grouping };
    const packer = createRecordPacker(lines, origin);
    const store = storing(reader, origin, packer.addRecord);
    for (let index = 0; index < lines.count;) {
      const skimmed = reader.skim(lines, index, store, packer);
      if (skimmed === 0) store(reader.push(lines.line(index)));
      index += Math.max(1, skimmed);
    }
    if (finished) store(reader.flush('end'));
    return {
      records: packer.records(),
      block: packer.block(),
      state: reader.state(),
      openSince: reader.openSince(),
      room: packed.bytes.buffer,
    };
  };
}

/** Has `answer` read lines, which may be done in another thread. */
export function readingBacklog(answer: (job: BacklogJob) => Promise<BacklogAnswer>): ReadBacklog {
  // Buffers go to and fro: a new one for each job would lie about until the other thread comes to tidy up.
  const rooms: ArrayBuffer[] = [];
  const roomOf = (length: number): Uint8Array<ArrayBuffer> => {
    const place = rooms.findIndex(({ byteLength }) => byteLength >= length);
    const [known = new ArrayBuffer(roomyFor(length))] = place === -1 ? [] : rooms.splice(place, 1);
    return new Uint8Array(known, 0, length);
  };
  return async (job, lines, standing) => {
    const answered = await answer({ ...job, lines: packLines(lines, standing, roomOf) });
    rooms.unshift(answered.room);
    rooms.splice(MOST_ROOMS);
    return answered;
  };
}

const MOST_ROOMS = 2;
const ROOM_STEP = 64 * 1024;

/** A little more, so that the next job's lines fit as well. */
function roomyFor(length: number): number {
  return (Math.ceil(length / ROOM_STEP) + 1) * ROOM_STEP;
}

/** Buffers of an answer that can be handed over. */
export function buffersOf({ room, records }: BacklogAnswer): ArrayBuffer[] {
  return [room, ...columnBuffers(records)];
}
