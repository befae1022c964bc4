import type { ErrorGroup, LogDetail } from '../../../../shared/contract/log-schemas.ts';
import { familiesOf } from './error-groups.ts';
import { bucketOf, summariseGroups } from './group-summary.ts';
import { detailOf } from './hit.ts';
import { newest } from './newest.ts';
import { createRecordFilter } from './record-filter.ts';
import type { SourceSettings } from './settings.ts';
import { createNames, type LogTables } from './tables.ts';

export interface ErrorGroupInput {
  settings: readonly SourceSettings[];
  id: string;
  since: number;
  now: number;
  trendBuckets: number;
  /** Occurrences to hand out at most. */
  samples?: number;
}

export interface ErrorGroupAnswer {
  group: ErrorGroup | null;
  from: number;
  bucketMs: number;
  samples: LogDetail[];
}

const SAMPLES = 20;

/** One error group with its newest occurrences; the id of a merged one means the group it is part of. */
export function errorGroupQuery(tables: LogTables) {
  const summarise = summariseGroups(tables);
  return ({
    settings,
    id,
    since,
    now,
    trendBuckets,
    samples = SAMPLES,
  }: ErrorGroupInput): ErrorGroupAnswer => {
    const span = { from: since, to: Math.max(now, since + 1), buckets: trendBuckets };
    const row = tables.groups.byFingerprint.get(id);
    const [family] = row ? familiesOf(tables, [row.key]) : [];
    const answer = { from: since, bucketMs: bucketOf(span) };
    if (!family) return { ...answer, group: null, samples: [] };
    const names = createNames(tables, settings);
    const { hits } = newest(tables, names, {
      filter: createRecordFilter(EVERYTHING, names),
      before: null,
      limit: samples,
      groups: family.map(({ key }) => key),
    });
    return { ...answer, group: summarise(family, span), samples: hits.map((hit) => detailOf(hit, names)) };
  };
}

const EVERYTHING = { sources: null, level: null, service: null, search: '', from: null, to: null };
