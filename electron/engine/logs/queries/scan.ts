import { openMeta } from '../store/block-meta.ts';
import { openLines, storedRecord } from '../store/block.ts';
import { createFirstOf } from './first-of.ts';
import { createHit, type Hit } from './hit.ts';
import type { Order, Place } from './order.ts';
import type { RecordFilter } from './record-filter.ts';
import { recordOfRow, type BlockRow, type StoredRow } from './stored-rows.ts';
import type { LogTables, Names } from './tables.ts';

/**
 * Bytes of lines that one question looks through, as they were before compression; then it hands out what is
 * certain and says where to go on, so that no search keeps a thread for long.
 */
export const MOST_BYTES = 256 * 1024 * 1024;

export interface ScanInput {
  order: Order;
  filter: RecordFilter;
  limit: number;
  /** In the order. */
  rows: Iterable<StoredRow>;
  /** In the order of the first place in each. */
  blocks: Iterable<BlockRow>;
  /** Only places for which this is true. */
  within: (place: Place) => boolean;
  mostBytes?: number;
}

export interface Scanned {
  hits: Hit[];
  /** Where what was not looked through begins; null where the hits are all, or all that were asked for. */
  stoppedAt: Place | null;
}

/** The first records in an order that fit. A block is opened only if it can hold one that comes before those found. */
export function scan({ rows: read }: LogTables, names: Names, input: ScanInput): Scanned {
  const { order, filter, limit, within, mostBytes = MOST_BYTES } = input;
  const found = createFirstOf<Hit>(limit, order);
  let bytes = 0;

  for (const row of input.rows) {
    const stored = recordOfRow(row);
    if (!found.wants(stored)) break;
    if (!within(stored) || !filter.fitsColumns(stored)) continue;
    const hit = createHit(stored, names);
    if (filter.matcher.fits(hit)) found.add(stored, hit);
  }
  for (const block of input.blocks) {
    const first = order.first(block);
    if (!found.wants(first)) break;
    if (!filter.couldHold(block, () => read.filter.get(block.first_seq) ?? null)) continue;
    // What an earlier question has looked through is no progress: it must never be where this one ends.
    const isNew = within(first);
    if (isNew && bytes > mostBytes) return before(first);
    const looked = scanBlock(block.first_seq);
    if (isNew) bytes += block.raw_bytes + looked;
  }
  return { hits: found.kept().map(({ value }) => value), stoppedAt: null };

  /** What comes before all that was not looked through. */
  function before(stoppedAt: Place): Scanned {
    const certain = found.kept().filter(({ place }) => order.compare(place, stoppedAt) < 0);
    return { hits: certain.map(({ value }) => value), stoppedAt };
  }

  /** Returns how many bytes of records were looked at one by one. */
  function scanBlock(key: number): number {
    const [packedMeta, packedLines] = [read.meta.get(key), read.lines.get(key)];
    if (!packedMeta || !packedLines) return 0;
    let looked = 0;
    const meta = openMeta(packedMeta);
    const lines = openLines(packedLines);
    const candidates = filter.matcher.candidates(meta, lines);
    // Of most blocks nothing more has to be read than that a word is not there.
    if (candidates.length === 0) return 0;
    const seqs = meta.seqs();
    const times = meta.times();
    const levels = meta.levels();
    const places = candidates
      .map((index) => ({ index, seq: seqs[index] ?? 0, time: times[index] ?? 0, level: levels[index] ?? 0 }))
      .filter((place) => within(place) && filter.fitsPlace(meta, place.index))
      .toSorted((a, b) => order.compare(a, b));
    for (const place of places) {
      if (!found.wants(place)) break;
      const hit = createHit(storedRecord(meta, lines, place.index), names);
      looked += hit.raw.length;
      if (filter.matcher.fits(hit)) found.add(place, hit);
    }
    return looked;
  }
}
