import type { Incident } from '../../../shared/contract/alert-schemas.ts';
import { dayKey, dayOfKey, nextDay } from '../../lib/last-days.ts';
import { boundsOf, type Preset } from '../../lib/time-range.ts';

export const INCIDENT_STATES = ['all', 'open', 'closed'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];
export const INCIDENT_PERIODS = ['24h', '7d', '30d', '90d'] as const satisfies readonly Preset[];
type Period = (typeof INCIDENT_PERIODS)[number];
const USUAL: Period = '30d';

/** What the Incidents page shows; all of it lives in the query of its address. */
export interface IncidentView {
  state: IncidentState;
  /** A monitor's id, or `log:SOURCE`. */
  subject: string | null;
  search: string;
  period: Period;
  /** Local midnight of the one day that is wanted. */
  day: number | null;
}

export function readIncidentView(query: URLSearchParams): IncidentView {
  return {
    state: INCIDENT_STATES.find((state) => state === query.get('state')) ?? 'all',
    subject: query.get('subject') || null,
    search: query.get('q') ?? '',
    period: INCIDENT_PERIODS.find((period) => period === query.get('range')) ?? USUAL,
    day: dayOfKey(query.get('day')),
  };
}

export function writeIncidentView({ state, subject, search, period, day }: IncidentView): URLSearchParams {
  const query = new URLSearchParams();
  if (state !== 'all') query.set('state', state);
  if (subject !== null) query.set('subject', subject);
  if (search) query.set('q', search);
  if (period !== USUAL) query.set('range', period);
  if (day !== null) query.set('day', dayKey(day));
  return query;
}

export function isNarrowed({ state, subject, search, day }: IncidentView): boolean {
  return state !== 'all' || subject !== null || search.trim() !== '' || day !== null;
}

/** The incidents of a view, in the order they came in; each word must be in subject, summary or rules. */
export function fittingIncidents(
  incidents: readonly Incident[],
  view: IncidentView,
  now: number,
): Incident[] {
  const { from } = boundsOf({ preset: view.period }, now);
  const words = view.search.toLowerCase().split(/\s+/).filter(Boolean);
  return incidents.filter((incident) => {
    const { state, subject, name, summary, rules, startedAt, endedAt } = incident;
    if (view.state !== 'all' && state !== view.state) return false;
    if (view.subject !== null && subject !== view.subject) return false;
    if (view.day === null ? (endedAt ?? now) < from : !touchesDay(incident, view.day, now)) return false;
    const hay = [name, subject, summary, ...rules].join('\n').toLowerCase();
    return words.every((word) => hay.includes(word)) && startedAt <= now;
  });
}

function touchesDay({ startedAt, endedAt }: Incident, day: number, now: number): boolean {
  return startedAt < nextDay(day) && (endedAt ?? now) >= day;
}

/** How long an incident lasted, or lasts by now. */
export function lengthOf(
  { startedAt, endedAt }: Pick<Incident, 'startedAt' | 'endedAt'>,
  now: number,
): number {
  return Math.max(0, (endedAt ?? now) - startedAt);
}
