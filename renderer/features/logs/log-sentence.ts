import type { ErrorGroup, LogBucket } from '../../../shared/contract/log-schemas.ts';
import { LOG_LEVELS } from '../../../shared/domain/log-level.ts';

/** What is known about the time that the Logs page looks at. */
export interface LogFacts {
  buckets: readonly LogBucket[];
  /** Error groups seen in that time, with their occurrences in it as `trend`. */
  groups: readonly ErrorGroup[];
  from: number;
  /** When the newest error of all time came; null where there is none. */
  lastErrorAt: number | null;
  now: number;
  /** True while the time looked at ends now. */
  live: boolean;
  /** What a source is called. */
  nameOf: (source: string) => string;
}

/** Sentences in one language. Counts are at least 1. */
export interface LogWords {
  /** Signs between and behind its parts. */
  comma: string;
  stop: string;
  duration(ms: number): string;
  errors(count: number): string;
  allFrom(name: string): string;
  mostlyFrom(name: string): string;
  fromSeveral(names: readonly string[], more: number): string;
  quiet: string;
  quietFor(duration: string): string;
  quietEver: string;
  quietHere: string;
  nothing: string;
  records(count: number): string;
  warnings(count: number): string;
  newGroups(count: number): string;
}

export interface LogSentence {
  tone: 'healthy' | 'degraded' | 'unhealthy' | 'unknown';
  lead: string;
  rest: string;
  detail: string[];
}

const MOSTLY = 0.8;
const NAMED = 2;

/** What a colleague would say who has read the logs; `within` is the time as the sentence names it. */
export function logSentence(facts: LogFacts, within: string, words: LogWords): LogSentence {
  const count = (level: (typeof LOG_LEVELS)[number]) =>
    facts.buckets.reduce((sum, { counts }) => sum + (counts[LOG_LEVELS.indexOf(level)] ?? 0), 0);
  const records = LOG_LEVELS.reduce((sum, level) => sum + count(level), 0);
  const errors = count('error') + count('fatal');
  const warnings = count('warn');
  const fresh = facts.groups.filter(({ firstSeen }) => firstSeen >= facts.from).length;
  const detail = [
    records > 0 ? words.records(records) : '',
    warnings > 0 ? words.warnings(warnings) : '',
    fresh > 0 ? words.newGroups(fresh) : '',
  ].filter(Boolean);

  if (errors > 0) {
    const lead = `${words.errors(errors)} ${within}`;
    const from = whence(facts, words);
    return { tone: 'unhealthy', lead: lead + (from ? words.comma : words.stop), rest: from, detail };
  }
  if (records === 0) return { tone: 'unknown', lead: words.nothing, rest: '', detail };
  return { tone: 'healthy', lead: words.quiet, rest: quiet(facts, words), detail };
}

function quiet({ lastErrorAt, now, live }: LogFacts, words: LogWords): string {
  if (!live) return words.quietHere;
  return lastErrorAt === null ? words.quietEver : words.quietFor(words.duration(now - lastErrorAt));
}

/** Where the errors come from, the loudest first; empty where the groups do not tell. */
function whence({ groups, nameOf }: LogFacts, words: LogWords): string {
  const byName = new Map<string, number>();
  for (const { sources, trend } of groups) {
    const name = sources.map(nameOf).join(', ');
    byName.set(name, (byName.get(name) ?? 0) + trend.reduce((sum, count) => sum + count, 0));
  }
  const ranked = [...byName].filter(([, count]) => count > 0).toSorted(([, a], [, b]) => b - a);
  const [first] = ranked;
  if (!first) return '';
  const total = ranked.reduce((sum, [, count]) => sum + count, 0);
  if (ranked.length === 1) return words.allFrom(first[0]);
  if (first[1] >= total * MOSTLY) return words.mostlyFrom(first[0]);
  const names = ranked.map(([name]) => name);
  return words.fromSeveral(names.slice(0, NAMED), Math.max(0, names.length - NAMED));
}
