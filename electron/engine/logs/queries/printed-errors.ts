import type { ErrorGroup } from '../../../../shared/contract/log-schemas.ts';
import { errorGroupsQuery } from './error-groups.ts';
import { printed, type PrintedRecord } from './logs.ts';
import { groupKeys, newest } from './newest.ts';
import { createRecordFilter } from './record-filter.ts';
import type { SourceSettings } from './settings.ts';
import { createNames, type LogTables } from './tables.ts';

export interface PrintedErrorsInput {
  settings: readonly SourceSettings[];
  since: number;
  now: number;
  limit: number;
}

/** An error group as `watchpost errors` prints it. */
export interface PrintedError {
  id: string;
  title: string;
  level: ErrorGroup['level'];
  count: number;
  /** ISO 8601, UTC, milliseconds. */
  firstSeen: string;
  lastSeen: string;
  /** The newest occurrence that is kept. */
  sample: PrintedRecord | null;
}

/** Error groups seen since an instant, the last seen first, each with its state beside what is printed of it. */
export function printedErrorsQuery(tables: LogTables) {
  const groups = errorGroupsQuery(tables);
  return ({
    settings,
    since,
    now,
    limit,
  }: PrintedErrorsInput): { state: ErrorGroup['state']; error: PrintedError }[] => {
    const names = createNames(tables, settings);
    const filter = createRecordFilter(EVERYTHING, names);
    const found = groups({ sources: null, since, now, states: null, search: '', limit, trendBuckets: 1 });
    return found.map(({ id, title, level, count, firstSeen, lastSeen, state }) => {
      const [sample] = newest(tables, names, {
        filter,
        before: null,
        limit: 1,
        groups: groupKeys(tables, id),
      }).hits;
      const error = {
        id,
        title,
        level,
        count,
        firstSeen: new Date(firstSeen).toISOString(),
        lastSeen: new Date(lastSeen).toISOString(),
        sample: sample ? printed(sample) : null,
      };
      return { state, error };
    });
  };
}

const EVERYTHING = { sources: null, level: null, service: null, search: '', from: null, to: null };
