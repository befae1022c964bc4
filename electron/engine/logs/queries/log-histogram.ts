import type { LogBucket } from '../../../../shared/contract/log-schemas.ts';
import { LOG_LEVELS } from '../records/level.ts';
import type { LogTables } from './tables.ts';

export interface LogHistogramInput {
  sources: readonly string[] | null;
  from: number;
  to: number;
  /** At most so many. */
  buckets: number;
}

const MINUTE = 60_000;

/** Counts by level over [from, to) in buckets of whole minutes, empty ones included, from rollups. */
export function logHistogramQuery({ db }: LogTables) {
  const counts = db.prepare<
    { from: number; to: number; wide: number; sources: string | null },
    { bucket: number; level: number; count: number }
  >(
    `SELECT CAST((minute - @from) / @wide AS INTEGER) AS bucket, level, sum(count) AS count FROM log_counts
     WHERE minute >= @from AND minute < @to
       AND (@sources IS NULL OR source IN (SELECT sources.key FROM sources JOIN json_each(@sources) AS wanted ON wanted.value = sources.id))
     GROUP BY bucket, level`,
  );
  return ({
    sources,
    from,
    to,
    buckets: most,
  }: LogHistogramInput): {
    bucketMs: number;
    buckets: LogBucket[];
  } => {
    const first = Math.floor(from / MINUTE);
    const end = Math.max(first + 1, Math.ceil(to / MINUTE));
    const wide = Math.max(1, Math.ceil((end - first) / most));
    const buckets = Array.from({ length: Math.ceil((end - first) / wide) }, (_, index) => ({
      at: (first + index * wide) * MINUTE,
      counts: LOG_LEVELS.map(() => 0),
    }));
    const wanted = sources === null ? null : JSON.stringify(sources);
    for (const { bucket, level, count } of counts.iterate({ from: first, to: end, wide, sources: wanted })) {
      const found = buckets[bucket];
      if (found && level < LOG_LEVELS.length) found.counts[level] = count;
    }
    return { bucketMs: wide * MINUTE, buckets };
  };
}
