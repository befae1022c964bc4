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

/** The small status page that the desktop's tray opens. */
export const POPOVER_PATH = '/popover';
