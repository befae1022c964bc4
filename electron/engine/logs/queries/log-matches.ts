import { LOG_LEVELS } from '../../../../shared/domain/log-level.ts';
import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import type { LogMatch } from '../../alerts/core/inputs.ts';
import { aggregateMatches } from '../../alerts/logs/aggregate.ts';
import type { LogCursor } from '../../alerts/logs/log-cursor.ts';
import { mildestLevel } from '../../alerts/logs/log-rules.ts';
import { compileLogRules, type MatchableRecord, type RecordMatcher } from '../../alerts/logs/match-record.ts';
import { RECORD_FLAGS } from '../store/stored-record.ts';
import type { GroupRow } from './group-rows.ts';
import type { Hit } from './hit.ts';
import { nextHits } from './records-after.ts';
import type { SourceSettings } from './settings.ts';
import type { LogTables } from './tables.ts';

export interface LogMatchesInput {
  settings: readonly SourceSettings[];
  /** Rules that look at logs. */
  rules: readonly AlertRule[];
  /** Changes with the rules: as long as it is the same, they are the same. */
  version: number;
  cursor: LogCursor;
  /** Records that are looked at in one answer. */
  limit: number;
}

export interface LogMatches {
  /** Records that fit a rule, like ones joined. */
  matches: LogMatch[];
  /** Everything up to it was looked at. */
  cursor: LogCursor;
  /** There is more behind it. */
  more: boolean;
}

/** The next records past a cursor that fit a rule; what fits none never leaves this thread. */
export function logMatchesQuery(tables: LogTables) {
  let ready: { version: number; match: RecordMatcher } | null = null;

  /** Patterns are compiled once for a configuration. */
  function matcher({ version, rules }: LogMatchesInput): RecordMatcher {
    if (ready?.version !== version) ready = { version, match: compileLogRules(rules) };
    return ready.match;
  }

  return (input: LogMatchesInput): LogMatches => {
    const { settings, rules, cursor, limit } = input;
    // Stands for a logs.db that is not there yet.
    if (tables.db.memory) return { matches: [], cursor, more: false };
    const store = tables.store.get() ?? null;
    // One that was lost began anew: what it has, nobody has looked at.
    const after = cursor.store === null || cursor.store === store ? cursor.after : 0;
    const newest = tables.rows.last.get() ?? 0;
    if (rules.length === 0) return { matches: [], cursor: { ...cursor, store, after: newest }, more: false };
    const level = mildestLevel(rules);
    const { hits, last } = nextHits(tables, settings, { ...EVERYTHING, level }, after, limit);
    const match = matcher(input);
    const families = tables.groups.families();
    const rootOf = ({ stored: { group } }: Hit) => (group === null ? null : families.rootOf(group));
    const matches = hits
      .filter(({ stored }) => stored.readAt >= cursor.since && (stored.flags & RECORD_FLAGS.backfilled) === 0)
      .flatMap((hit) => matchOf(hit, rootOf(hit), match));
    return {
      matches: aggregateMatches(matches),
      cursor: { ...cursor, store, after: last },
      more: last < newest,
    };
  };
}

const EVERYTHING = { sources: null, service: null, search: '', from: null, to: null };

function matchOf(hit: Hit, root: GroupRow | null, match: RecordMatcher): LogMatch[] {
  const { time, readAt, flags } = hit.stored;
  // An error that somebody chose to ignore is no news, whatever becomes of it.
  const group = root?.state === 'ignored' ? null : root;
  const hits = match(matchable(hit, group !== null));
  if (hits.length === 0) return [];
  return [
    {
      source: hit.source,
      hits,
      time,
      readAt,
      count: 1,
      group: group && {
        fingerprint: group.fingerprint,
        title: group.title,
        isNew: (flags & RECORD_FLAGS.newGroup) !== 0,
        isRegressed: (flags & RECORD_FLAGS.regressed) !== 0,
      },
      backfilled: false,
    },
  ];
}

/** A record whose lines are read again only where a rule looks into them. */
function matchable(hit: Hit, hasGroup: boolean): MatchableRecord {
  const { source, service, stored } = hit;
  return {
    source,
    service,
    hasGroup,
    level: LOG_LEVELS[stored.level] ?? 'info',
    get message() {
      return hit.whole().message;
    },
    get fields() {
      return hit.whole().fields;
    },
  };
}
