import { RECORD_FLAGS, type StoredRecord } from '../store/stored-record.ts';
import { rawLength } from '../store/block.ts';
import type { LogTables } from '../store/log-tables.ts';
import type { ErrorGroupKey } from '../groups/group.ts';
import { REOPEN_MS } from '../records/reader.ts';
import { foldableOf } from './foldable-of.ts';
import type { FoldWindow } from './fold-window.ts';
import { savedReader, type Intake } from './log-intake.ts';
import { storedLines } from './stored-lines.ts';
import { storePacked } from './store-packed.ts';
import { takeBack } from './take-back.ts';

/** Lines of a source that gather in hot rows before they go into a block, in characters. */
const BLOCK_LENGTH = 1024 * 1024;
/** What comes in such amounts at once is a backlog: it goes into a block at once. */
const BACKLOG_LENGTH = 256 * 1024;
/** A record that was reopened in time may take this long to be closed again. */
const REOPEN_ROOM_MS = 240_000;

/** What a transaction stored. */
export interface Committed {
  /** Number of the newest record; null where none is new. */
  last: number | null;
  /** Fingerprints of error groups that are new or came back. */
  groups: string[];
}

export interface CommitOptions {
  tables: LogTables;
  window: FoldWindow;
  /** Key of the source. */
  source: number;
  /** Whether the same record from another file is stored once. */
  folds: boolean;
  monotonic: () => number;
}

/** A record on its way, and until when it may go on. */
interface Fresh {
  stored: StoredRecord;
  reopenUntil: number | null;
}

/**
 * Stores intakes of one source in one transaction.
 * @throws StorageError; nothing is stored then, and the same may be given again
 */
export type Commit = (intakes: readonly Intake[]) => Committed;

export function createCommit({ tables, window, source, folds, monotonic }: CommitOptions): Commit {
  const { records, blocks, sources, groups, counts, alsoIn } = tables;
  const lines = storedLines(tables, source);
  /** Length of the hot rows; null where it has to be asked. */
  let hotLength: number | null = null;

  function storeAll(intakes: readonly Intake[]) {
    const first = tables.nextSeq();
    let next = first;
    const occurrences = groups.counting();
    const rollup = counts.counting(source);
    const news = new Set<string>();
    const undone: (() => void)[] = [];
    const keys: { key: number; recent: number | null }[] = [];
    const fresh: Fresh[] = [];
    const now = monotonic();

    const isSame = (raw: string) => (seq: number) =>
      (fresh.find(({ stored }) => stored.seq === seq)?.stored.raw ?? lines.of(seq)) === raw;

    const storeOne = (intake: Intake, key: number): number | null => {
      const { log, mayGoOn, readAt, errors, replacing } = intake;
      const files = [key];
      const reopenUntil = mayGoOn ? readAt + REOPEN_MS + REOPEN_ROOM_MS : null;
      let { recent } = log;
      for (const stored of intake.records) {
        const before = stored === replacing && recent !== null ? takeBack(tables, source, recent, key) : null;
        if (before) {
          const { group: old, time } = before;
          window.forget(before.seq);
          if (old !== null) undone.push(() => groups.takeBack(old, source, time));
        }
        const { raw, position } = stored;
        const foldable = foldableOf(stored);
        const twin = folds ? window.take(source, foldable, key, now, isSame(raw)) : null;
        if (twin !== null) {
          alsoIn.add(twin, key, position);
          if (mayGoOn) recent = twin;
          continue;
        }
        stored.seq = next;
        stored.source = source;
        stored.files = files;
        const group = errors.get(stored);
        if (group) count(stored, group);
        if (before && before.level === stored.level && before.group === stored.group) {
          // Who has seen the record has seen all that matters of it: it keeps its number.
          stored.seq = before.seq;
          stored.flags |= before.flags & (RECORD_FLAGS.newGroup | RECORD_FLAGS.regressed);
        } else next += 1;
        if (folds) window.add(source, foldable, key, stored.seq, now);
        rollup.add(stored.time, stored.level);
        if (group) records.addError(stored);
        fresh.push({ stored, reopenUntil });
        if (mayGoOn) recent = stored.seq;
      }
      return recent;
    };

    /** Stores a backlog that came alone as a block of its own; false where its records have to be looked at singly. */
    function storeAlone({ packed, readAt }: Intake, key: number): boolean {
      if (!packed || intakes.length > 1 || rawLength(packed.block.bytes) < BACKLOG_LENGTH) return false;
      // Older records would go into the same block, before them.
      if (records.compactable(source, readAt).length > 0) return false;
      next += storePacked(packed, {
        tables,
        window: folds ? window : null,
        source,
        file: key,
        now,
        first,
        count,
        add: rollup.add,
      });
      return next > first;
    }

    function count(stored: StoredRecord, key: ErrorGroupKey): void {
      const { service, time, flags } = stored;
      const backfilled = (flags & RECORD_FLAGS.backfilled) !== 0;
      const { group, isNew, regressed } = occurrences.add({ key, service, source, time, backfilled });
      stored.group = group;
      // What a transaction that failed may have left.
      stored.flags &= ~(RECORD_FLAGS.newGroup | RECORD_FLAGS.regressed);
      if (isNew) stored.flags |= RECORD_FLAGS.newGroup;
      if (regressed) stored.flags |= RECORD_FLAGS.regressed;
      if (isNew || regressed) news.add(key.fingerprint);
    }

    for (const intake of intakes) {
      const { log, checkpoint, gaps, readAt } = intake;
      const row = { checkpoint, backfillTo: log.backfillTo };
      const key = log.key ?? sources.putLog(source, { ...row, reader: null }, readAt);
      const recent = storeAlone(intake, key) ? log.recent : storeOne(intake, key);
      sources.putLog(source, { ...row, reader: savedReader(intake, recent) }, readAt);
      for (const gap of gaps) sources.addGap(key, gap, readAt);
      keys.push({ key, recent });
    }
    rollup.write();
    occurrences.write();
    for (const undo of undone) undo();
    const length = place(fresh, intakes);
    if (next !== first) tables.setNextSeq(next);
    return { keys, length, last: next === first ? null : next - 1, groups: [...news] };
  }

  /**
   * Puts records into hot rows, or into blocks together with the hot rows that are there.
   * @returns the length of the hot rows then; null where it has to be asked
   */
  function place(fresh: readonly Fresh[], intakes: readonly Intake[]): number | null {
    const lengthBefore = hotLength ?? records.hotLength(source);
    const length = fresh.reduce((sum, { stored }) => sum + stored.raw.length, 0);
    if (length < BACKLOG_LENGTH && lengthBefore + length < BLOCK_LENGTH) {
      for (const { stored, reopenUntil } of fresh) records.addHot(stored, reopenUntil);
      return lengthBefore + length;
    }
    const older = records.compactable(source, intakes[0]?.readAt ?? 0);
    for (const { seq } of older) records.deleteHot(seq);
    for (const { stored, reopenUntil } of fresh) {
      if (reopenUntil !== null) records.addHot(stored, reopenUntil);
    }
    const closed = fresh.filter(({ reopenUntil }) => reopenUntil === null).map(({ stored }) => stored);
    const all = older.length === 0 ? closed : [...older, ...closed];
    for (const part of inBlocks(all)) blocks.add(part);
    return null;
  }

  return (intakes) => {
    // What a file held that ended cannot be read again after a power cut.
    const lasting = intakes.some(({ checkpoint }) => checkpoint.finished);
    try {
      const { keys, length, last, groups: news } = tables.transaction(() => storeAll(intakes), lasting);
      window.commit();
      hotLength = length;
      for (const [index, { log }] of intakes.entries()) Object.assign(log, keys[index]);
      return { last, groups: news };
    } catch (error) {
      window.rollback();
      hotLength = null;
      throw error;
    }
  };
}

/** Records in their order, in pieces of about the length of a block. */
function inBlocks(all: readonly StoredRecord[]): StoredRecord[][] {
  const sorted = all.every((record, index) => index === 0 || record.seq > (all[index - 1]?.seq ?? 0))
    ? all
    : all.toSorted((a, b) => a.seq - b.seq);
  const parts: StoredRecord[][] = [];
  let part: StoredRecord[] = [];
  let length = 0;
  for (const record of sorted) {
    if (part.length > 0 && length + record.raw.length > 1.5 * BLOCK_LENGTH) {
      parts.push(part);
      part = [];
      length = 0;
    }
    part.push(record);
    length += record.raw.length;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
