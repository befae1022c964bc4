import { RECORD_FLAGS, type StoredRecord } from '../store/stored-record.ts';
import type { Foldable } from './fold-window.ts';

/** What a stored record is known again by: where it states no time, its time is when each file was read. */
export function foldableOf({ raw, time, flags }: StoredRecord): Foldable {
  return { raw, time: (flags & RECORD_FLAGS.timeGuessed) === 0 ? time : 0 };
}
