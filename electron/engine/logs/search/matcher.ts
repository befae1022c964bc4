import type { SearchTerm } from '../queries/search-text.ts';
import type { BlockMeta } from '../store/block-meta.ts';
import { rawBytes, recordAt } from '../store/block.ts';
import { LOG_LEVELS } from '../records/level.ts';
import { createFilterTest } from './filter.ts';
import { ignoringCase, inBytes } from './fragments.ts';
import { holdsLoose, isLoose } from './loose.ts';
import type { SearchedRecord } from './searched-record.ts';
import { compileTerm } from './term.ts';

/** What a block says of itself without being opened. */
export interface BlockColumns {
  /** Counts by level, trace first. */
  levels: readonly number[];
  services: readonly string[];
  filter: Uint8Array | null;
}

/**
 * Tests records in stages, each cheaper than the next and none of them passing over a record that fits: what a
 * block's columns say, what its bytes say, what the record says.
 */
export interface LogMatcher {
  /** False where no record of the block can fit. */
  couldHold(columns: BlockColumns): boolean;
  /** Places of the records of an opened block that may fit, in the block's order. */
  candidates(meta: BlockMeta, lines: Buffer): number[];
  /** Whether a record fits. */
  fits(record: SearchedRecord): boolean;
}

/** @throws ContractFailure `invalid-search` for a pattern that RE2 does not accept */
export function createMatcher(search: readonly SearchTerm[]): LogMatcher {
  const terms = search.map(compileTerm);
  const fragments = [...new Set(terms.flatMap((term) => term.fragments))].toSorted(
    (a, b) => b.length - a.length,
  );
  const blockTests = terms.flatMap(({ blockTest }) => (blockTest ? [blockTest] : []));
  const wanted = fragments.map((fragment) => inBytes(fragment));
  const [longest] = fragments;
  const each = longest === undefined ? null : ignoringCase(longest, 'g');
  const filter = createFilterTest(fragments);
  const named = (name: string) =>
    search.flatMap((term) =>
      term.kind === 'field' && term.name === name && !term.excludes ? [term.value.toLowerCase()] : [],
    );
  const levels = named('level').map((level) => LOG_LEVELS.findIndex((known) => known === level));
  const services = named('service');

  return {
    couldHold: (columns) =>
      levels.every((level) => (columns.levels[level] ?? 0) > 0) &&
      services.every((service) => columns.services.some((own) => own.toLowerCase() === service)) &&
      filter.couldHold(columns.filter),
    candidates(meta, lines) {
      const loose = fragments.length + blockTests.length > 0 && holdsLoose(meta, lines);
      if (blockTests.length > 0 && !loose) {
        const text = lines.toString('utf8');
        if (!blockTests.every((test) => test(text))) return [];
      }
      if (!each) return Array.from({ length: meta.count }, (_, index) => index);
      if (!loose && !wanted.every((occurs) => occurs(lines))) return [];
      const found = hits(each, lines.toString('latin1'), meta);
      return loose ? union(found, looseRecords(meta, lines)) : found;
    },
    fits: (record) => terms.every((term) => term.fits(record)),
  };
}

/** The records in which a pattern, which is global, occurs. */
function hits(pattern: RegExp, text: string, meta: BlockMeta): number[] {
  const found: number[] = [];
  pattern.lastIndex = 0;
  for (let hit = pattern.exec(text); hit; hit = pattern.exec(text)) {
    const index = recordAt(meta, hit.index);
    found.push(index);
    if (index + 1 >= meta.count) break;
    pattern.lastIndex = meta.starts()[index + 1] ?? text.length;
  }
  return found;
}

function looseRecords(meta: BlockMeta, lines: Buffer): number[] {
  const all = Array.from({ length: meta.count }, (_, index) => index);
  return all.filter((index) => isLoose(meta.format(index), rawBytes(meta, lines, index)));
}

function union(one: readonly number[], other: readonly number[]): number[] {
  return [...new Set([...one, ...other])].toSorted((a, b) => a - b);
}
