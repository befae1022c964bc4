/** Which conditions on logs a record fits. Pure; the log reader asks it, and hands over only what fits. */
import { RE2JS } from 're2js';
import type { AlertRule, LogFilter } from '../../../../shared/config/alerts/model.ts';
import { LOG_LEVELS } from '../../../../shared/config/alerts/levels.ts';
import type { LogCondition } from '../conditions/condition-kind.ts';
import { leavesOf } from '../conditions/registry.ts';
import { globMatches } from '../../../../shared/domain/glob.ts';

/** What matching looks at in a log record. */
export interface MatchableRecord {
  /** Id of the log source. */
  source: string;
  level: string | null;
  service: string | null;
  message: string;
  fields: Readonly<Record<string, unknown>>;
  /** The record belongs to an error group. */
  hasGroup: boolean;
}

/** One condition that a record fits, with the number in the field that the condition looks at. */
export interface LogHit {
  condition: string;
  value: number | null;
}

/** The conditions on logs of all rules, made ready for many records. */
export type RecordMatcher = (record: MatchableRecord) => LogHit[];

export function compileLogRules(rules: readonly AlertRule[]): RecordMatcher {
  const conditions = rules.flatMap(({ id, when }) =>
    leavesOf(id, when).flatMap(({ key, condition }) =>
      'filter' in condition ? [{ key, condition, fits: compileFilter(condition.filter) }] : [],
    ),
  );
  return (record) =>
    conditions.flatMap(({ key, condition, fits }) => {
      // First what is known without reading the record's lines again.
      if (condition.kind === 'log_group' && !record.hasGroup) return [];
      if (!fits(record)) return [];
      const hit = hitOf(key, condition, record);
      return hit ? [hit] : [];
    });
}

/** The conditions of one rule that a record fits. */
export function matchLogRecord(rule: AlertRule, record: MatchableRecord): LogHit[] {
  return compileLogRules([rule])(record);
}

function hitOf(key: string, condition: LogCondition, record: MatchableRecord): LogHit | null {
  if (condition.kind !== 'log_field') return { condition: key, value: null };
  const value = numberAt(record, condition.field);
  return value === null ? null : { condition: key, value };
}

function compileFilter(filter: LogFilter): (record: MatchableRecord) => boolean {
  const least = levelIndex(filter.level);
  const search = filter.search?.toLowerCase() ?? null;
  const pattern = filter.matches === null ? null : RE2JS.compile(filter.matches);
  const where = Object.entries(filter.where);
  return (record) =>
    (filter.source === null || globMatches(filter.source, record.source)) &&
    levelIndex(record.level) >= least &&
    (filter.service === null || (record.service !== null && globMatches(filter.service, record.service))) &&
    (search === null || record.message.toLowerCase().includes(search)) &&
    (pattern === null || pattern.matcher(record.message).find()) &&
    where.every(([path, glob]) => {
      const text = textAt(record, path);
      return text !== null && globMatches(glob, text);
    });
}

/** What has no level, or one that is not known, lies below all. */
function levelIndex(level: string | null): number {
  return LOG_LEVELS.findIndex((name) => name === level);
}

/** The value at a path with dots: a key that is written like the whole path comes first. */
function valueAt({ fields, message, level, service }: MatchableRecord, path: string): unknown {
  if (Object.hasOwn(fields, path)) return fields[path];
  let at: unknown = fields;
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) {
      at = undefined;
      break;
    }
    at = (at as Record<string, unknown>)[step];
  }
  if (at !== undefined) return at;
  return path === 'message' ? message : path === 'level' ? level : path === 'service' ? service : undefined;
}

function textAt(record: MatchableRecord, path: string): string | null {
  const value = valueAt(record, path);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function numberAt(record: MatchableRecord, path: string): number | null {
  const value = valueAt(record, path);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
