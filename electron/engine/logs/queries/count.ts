import { openMeta } from '../store/block-meta.ts';
import { openLines, storedRecord } from '../store/block.ts';
import { createHit } from './hit.ts';
import type { Place } from './order.ts';
import type { RecordFilter } from './record-filter.ts';
import { MOST_BYTES } from './scan.ts';
import { recordOfRow, type BlockRow, type StoredRow } from './stored-rows.ts';
import type { LogTables, Names } from './tables.ts';

export interface CountInput {
  filter: RecordFilter;
  rows: Iterable<StoredRow>;
  blocks: Iterable<BlockRow>;
  within: (place: Place) => boolean;
  /** Whether `within` is true for every record of a block. */
  holdsAll: (block: BlockRow) => boolean;
}

/** How many records fit; a block that fits as a whole is not opened. Ends early, with fewer, after `MOST_BYTES`. */
export function countRecords({ rows: read }: LogTables, names: Names, input: CountInput): number {
  const { filter, within } = input;
  let count = 0;
  let bytes = 0;
  for (const row of input.rows) {
    const stored = recordOfRow(row);
    if (!within(stored) || !filter.fitsColumns(stored)) continue;
    if (filter.isOpen || filter.matcher.fits(createHit(stored, names))) count += 1;
  }
  for (const block of input.blocks) {
    if (!filter.couldHold(block, () => read.filter.get(block.first_seq) ?? null)) continue;
    const isInTime = block.time_from >= filter.from && block.time_to < filter.to;
    if (filter.isOpen && isInTime && input.holdsAll(block)) {
      count += block.records;
      continue;
    }
    if (bytes > MOST_BYTES) break;
    bytes += block.raw_bytes;
    count += countIn(block.first_seq);
  }
  return count;

  function countIn(key: number): number {
    const [packedMeta, packedLines] = [read.meta.get(key), filter.isOpen ? null : read.lines.get(key)];
    if (!packedMeta) return 0;
    const meta = openMeta(packedMeta);
    const lines = packedLines ? openLines(packedLines) : null;
    const [seqs, times, levels] = [meta.seqs(), meta.times(), meta.levels()];
    const isWithin = (index: number) =>
      within({ seq: seqs[index] ?? 0, time: times[index] ?? 0, level: levels[index] ?? 0 }) &&
      filter.fitsPlace(meta, index);
    const places = lines
      ? filter.matcher.candidates(meta, lines)
      : Array.from({ length: meta.count }, (_, index) => index);
    return places.filter(
      (index) =>
        isWithin(index) &&
        (lines === null || filter.matcher.fits(createHit(storedRecord(meta, lines, index), names))),
    ).length;
  }
}
