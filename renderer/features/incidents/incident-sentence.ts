import type { Incident } from '../../../shared/contract/alert-schemas.ts';
import { SEVERITIES } from '../../../shared/domain/severity.ts';
import { lengthOf } from './incident-view.ts';

/** Sentences in one language. Counts are at least 1, durations are words. */
export interface IncidentWords {
  open(count: number): string;
  /** At most two names; `more` counts those left out. */
  of(names: readonly string[], more: number, longest: string): string;
  allAcked: string;
  none: string;
  lastEnded(duration: string): string;
  /** All that began in the days looked at, and how long they lasted together. */
  total(count: number, duration: string): string;
  mostOften(name: string, count: number): string;
  quiet: string;
  /** One incident: what follows its name. */
  has(duration: string): string;
  had(duration: string): string;
}

export interface IncidentSentence {
  tone: 'healthy' | 'degraded' | 'unhealthy';
  lead: string;
  rest: string;
  detail: string;
}

/** As many names as a sentence bears. */
const NAMED = 2;
/** Fewer of one subject are not worth saying. */
const OFTEN = 3;

/**
 * What a colleague would say of the incidents of the last weeks, newest first.
 * @param long a duration in words, such as "11 minutes"
 */
export function incidentSentence(
  incidents: readonly Incident[],
  now: number,
  words: IncidentWords,
  long: (ms: number) => string,
): IncidentSentence {
  const open = incidents.filter(({ state }) => state === 'open');
  const detail = [total(incidents, now, words, long), mostOften(incidents, words)].filter(Boolean).join(' ');
  if (open.length > 0) {
    const worst = open.toSorted(
      (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || a.startedAt - b.startedAt,
    );
    const names = [...new Set(worst.map(({ name }) => name))];
    const longest = long(Math.max(...open.map((incident) => lengthOf(incident, now))));
    const acked = open.every((incident) => incident.acked !== null);
    return {
      tone: open.some(({ severity }) => severity === 'critical') ? 'unhealthy' : 'degraded',
      lead: words.open(open.length),
      rest: [
        words.of(names.slice(0, NAMED), Math.max(0, names.length - NAMED), longest),
        acked ? words.allAcked : '',
      ]
        .filter(Boolean)
        .join(' '),
      detail,
    };
  }
  const lastEnd = Math.max(...incidents.map(({ endedAt }) => endedAt ?? 0));
  return {
    tone: 'healthy',
    lead: words.none,
    rest: incidents.length > 0 ? words.lastEnded(long(now - lastEnd)) : '',
    detail: incidents.length > 0 ? detail : words.quiet,
  };
}

/** What stands beside the name of one incident's subject. */
export function incidentTitle(
  incident: Incident,
  now: number,
  words: IncidentWords,
  long: (ms: number) => string,
): string {
  const length = long(lengthOf(incident, now));
  return incident.state === 'open' ? words.has(length) : words.had(length);
}

function total(
  incidents: readonly Incident[],
  now: number,
  words: IncidentWords,
  long: (ms: number) => string,
): string {
  if (incidents.length === 0) return '';
  const sum = incidents.reduce((ms, incident) => ms + lengthOf(incident, now), 0);
  return words.total(incidents.length, long(sum));
}

function mostOften(incidents: readonly Incident[], words: IncidentWords): string {
  const counts = new Map<string, { name: string; count: number }>();
  for (const { subject, name } of incidents) {
    counts.set(subject, { name, count: (counts.get(subject)?.count ?? 0) + 1 });
  }
  const [most] = [...counts.values()].toSorted((a, b) => b.count - a.count);
  return most && most.count >= OFTEN && counts.size > 1 ? words.mostOften(most.name, most.count) : '';
}
