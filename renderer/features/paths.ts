import { writeLogView, type LogView } from './logs/log-view.ts';

/** Addresses of pages that other pages link to. */
export function monitorPath(id: string): string {
  return `/monitors/${encodeURIComponent(id)}`;
}

export function logsPath(view: Partial<LogView> = {}): string {
  const query = writeLogView(view).toString();
  return query ? `/logs?${query}` : '/logs';
}

/** The logs two minutes to either side of an instant. */
export function logsAroundPath(at: number, sources: readonly string[] = []): string {
  return logsPath({ at: Math.round(at), sources });
}

export function errorGroupPath(id: string): string {
  return `/errors/${encodeURIComponent(id)}`;
}

export function incidentPath(id: string): string {
  return `/incidents/${encodeURIComponent(id)}`;
}

/** All incidents of one subject. */
export function incidentsOfPath(subject: string): string {
  return `/incidents?subject=${encodeURIComponent(subject)}`;
}

/** Why there was a popup about a subject, or none. */
export function whyPath(subject: string): string {
  return `/alerts/why?subject=${encodeURIComponent(subject)}`;
}

/**
 * The editor of a rule, where `change` sets one of its keys to another value. A burn rate is one rule that runs as two,
 * `ID/fast` and `ID/slow`.
 */
export function rulePath(id: string, change: { key: string; value: string } | null = null): string {
  const path = `/alerts/rules/${encodeURIComponent(id.replace(/\/(?:fast|slow)$/, ''))}`;
  return change === null
    ? path
    : `${path}?${new URLSearchParams({ set: change.key, to: change.value }).toString()}`;
}

export const NEW_RULE_PATH = '/alerts/rules/new';

/** The page of what an alert is about: a monitor, or the records of a log source. */
export function subjectPath(subject: string): string {
  const source = logSourceOf(subject);
  return source === null ? monitorPath(subject) : logsPath({ sources: [source] });
}

/** The log source that a subject is, or null where it is a monitor. */
export function logSourceOf(subject: string): string | null {
  return subject.startsWith('log:') ? subject.slice('log:'.length) : null;
}

/** The small status page that the desktop's tray opens. */
export const POPOVER_PATH = '/popover';
