import type { LogFilter } from '../../../../shared/contract/log-schemas.ts';
import { LOG_LEVELS } from '../records/level.ts';
import { createMatcher, type LogMatcher } from '../search/matcher.ts';
import type { BlockMeta } from '../store/block-meta.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { levelsOf } from './order.ts';
import { parseSearch } from './search-text.ts';
import type { BlockRow } from './stored-rows.ts';
import type { Names } from './tables.ts';

/** A filter as scans ask it: first the columns, then the bytes, then the record. */
export interface RecordFilter {
  from: number;
  /** Exclusive. */
  to: number;
  matcher: LogMatcher;
  /** Whether a block can hold a record that fits; `readFilter` is called only where it may help. */
  couldHold(block: BlockRow, readFilter: () => Uint8Array | null): boolean;
  /** Whether what is known of a record without its lines fits. */
  fitsColumns(record: Pick<StoredRecord, 'source' | 'time' | 'level' | 'service'>): boolean;
  fitsPlace(meta: BlockMeta, index: number): boolean;
  /** Whether neither level, service nor search restricts anything. */
  isOpen: boolean;
}

export type RecordFilterInput = Omit<LogFilter, 'group'>;

/** @throws ContractFailure `invalid-search` */
export function createRecordFilter(input: RecordFilterInput, names: Names): RecordFilter {
  const sources = names.sourceKeys(input.sources);
  const least = input.level === null ? 0 : LOG_LEVELS.indexOf(input.level);
  const { service } = input;
  const from = input.from ?? Number.MIN_SAFE_INTEGER;
  const to = input.to ?? Number.MAX_SAFE_INTEGER;
  const terms = parseSearch(input.search);
  const matcher = createMatcher(terms);

  return {
    from,
    to,
    matcher,
    isOpen: least === 0 && service === null && terms.length === 0,
    couldHold(block, readFilter) {
      if (sources && !sources.has(block.source)) return false;
      if (block.time_to < from || block.time_from >= to) return false;
      const levels = levelsOf(block);
      if (!levels.some((count, level) => level >= least && count > 0)) return false;
      const services = JSON.parse(block.services) as string[];
      if (service !== null && !services.includes(service)) return false;
      return terms.length === 0 || matcher.couldHold({ levels, services, filter: readFilter() });
    },
    fitsColumns: (record) =>
      (sources === null || sources.has(record.source)) &&
      record.time >= from &&
      record.time < to &&
      record.level >= least &&
      (service === null || record.service === service),
    fitsPlace(meta, index) {
      const time = meta.times()[index] ?? 0;
      if (time < from || time >= to || (meta.levels()[index] ?? 0) < least) return false;
      return service === null || meta.services()[index] === service;
    },
  };
}
