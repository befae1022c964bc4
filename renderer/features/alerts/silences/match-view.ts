import type { AlertView, MatchView } from '../../../../shared/contract/alert-schemas.ts';
import type { LogSource } from '../../../../shared/contract/log-schemas.ts';
import type { MonitorStatus } from '../../../../shared/domain/monitor-status.ts';
import { globMatches } from '../../../../shared/domain/glob.ts';

/** Keys that every alert has; labels of monitors come beside them. */
export const MATCH_KEYS = ['monitor', 'group', 'kind', 'environment', 'severity', 'rule'] as const;
/** Keys that tell alerts of one subject apart. */
const OF_ALERTS: readonly string[] = ['severity', 'rule'];

/** What alerts can be about, with what a silence can match. */
export interface Subject {
  /** A monitor's id, or `log:SOURCE`. */
  id: string;
  name: string;
  attributes: Readonly<Record<string, string>>;
}

/** One line of the form: a key and its globs as they are typed, with commas between them. */
export interface MatchRow {
  key: string;
  globs: string;
}

export function subjectsOf(monitors: Iterable<MonitorStatus>, sources: readonly LogSource[]): Subject[] {
  const ofMonitors = [...monitors].map(({ id, name, group, kind, environment, labels }) => ({
    id,
    name,
    attributes: { ...labels, monitor: id, group: group ?? '', kind, environment },
  }));
  const ofSources = sources.map(({ id, name, group }) => ({
    id: `log:${id}`,
    name,
    attributes: { monitor: `log:${id}`, group: group ?? '', kind: 'log', environment: '' },
  }));
  return [...ofMonitors, ...ofSources];
}

/** The subjects that fit, whatever the severity and rule of their alerts. */
export function fittingSubjects(match: MatchView, subjects: readonly Subject[]): Subject[] {
  const entries = Object.entries(match).filter(([key]) => !OF_ALERTS.includes(key));
  return subjects.filter(({ attributes }) =>
    entries.every(([key, globs]) => fitsAny(globs, valueOf(attributes, key))),
  );
}

/** The alerts of fitting subjects that a silence would keep quiet. */
export function fittingAlerts(
  match: MatchView,
  subjects: readonly Subject[],
  alerts: readonly AlertView[],
): AlertView[] {
  const ids = new Set(fittingSubjects(match, subjects).map(({ id }) => id));
  return alerts.filter(
    (alert) =>
      ids.has(alert.subject) &&
      alert.phase === 'firing' &&
      (match['rule'] === undefined || fitsAny(match['rule'], alert.rule)) &&
      (match['severity'] === undefined || fitsAny(match['severity'], alert.severity)),
  );
}

/** True where a silence leaves some alerts of its subjects alone. */
export function narrowsAlerts(match: MatchView): boolean {
  return OF_ALERTS.some((key) => match[key] !== undefined);
}

/** The match that rows of the form mean; empty ones mean nothing. */
export function matchOfRows(rows: readonly MatchRow[]): MatchView {
  const match: Record<string, string[]> = {};
  for (const { key, globs } of rows) {
    const list = globs
      .split(',')
      .map((glob) => glob.trim())
      .filter(Boolean);
    if (list.length > 0) match[key] = [...(match[key] ?? []), ...list];
  }
  return match;
}

export function rowsOfMatch(match: MatchView): MatchRow[] {
  const rows = Object.entries(match).map(([key, globs]) => ({ key, globs: globs.join(', ') }));
  return rows.length > 0 ? rows : [{ key: 'monitor', globs: '' }];
}

/** Names of labels that some monitor has, in order. */
export function labelNames(monitors: Iterable<MonitorStatus>): string[] {
  const names = new Set([...monitors].flatMap(({ labels }) => Object.keys(labels)));
  return [...names].toSorted();
}

function fitsAny(globs: readonly string[], value: string): boolean {
  return globs.some((glob) => globMatches(glob, value));
}

function valueOf(attributes: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(attributes, key) ? (attributes[key] ?? '') : '';
}
