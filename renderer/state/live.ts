import type { EventPayload } from '../../shared/contract/contract.ts';
import type { Activity, Instance, NotificationRecord, OverviewRow } from '../../shared/contract/schemas.ts';
import type { MonitorStatus } from '../../shared/domain/monitor-status.ts';

/** What the window knows right now. Nothing in it is changed in place. */
export interface Live {
  connection: 'connecting' | 'connected' | 'lost';
  /** When the last message from the engine came, in epoch milliseconds. */
  knownAt: number | null;
  instance: Instance | null;
  monitors: ReadonlyMap<string, MonitorStatus>;
  overview: ReadonlyMap<string, OverviewRow>;
  /** Newest first. Null until first read. */
  activity: readonly Activity[] | null;
  notifications: readonly NotificationRecord[] | null;
}

export const NOTHING_KNOWN: Live = {
  connection: 'connecting',
  knownAt: null,
  instance: null,
  monitors: new Map(),
  overview: new Map(),
  activity: null,
  notifications: null,
};

const MOST_ACTIVITY = 200;

/** The monitors after an event; unchanged ones keep their identity. */
export function withMonitors(live: Live, event: EventPayload<'monitors'>): Live {
  const monitors = new Map(live.monitors);
  for (const monitor of event.changed) monitors.set(monitor.id, monitor);
  for (const id of event.removed) monitors.delete(id);
  return { ...live, monitors, knownAt: Math.max(live.knownAt ?? 0, event.at) };
}

export function withActivity(live: Live, entry: Activity): Live {
  return { ...live, activity: newestFirst(live.activity ?? [], entry) };
}

export function withNotification(live: Live, record: NotificationRecord): Live {
  return { ...live, notifications: newestFirst(live.notifications ?? [], record) };
}

/** True when a shown state differs, so that strips drawn from the history are out of date. */
export function changesState(live: Live, event: EventPayload<'monitors'>): boolean {
  return (
    event.removed.length > 0 || event.changed.some(({ id, state }) => live.monitors.get(id)?.state !== state)
  );
}

function newestFirst<T extends { at: number }>(known: readonly T[], added: T): T[] {
  return [added, ...known].toSorted((a, b) => b.at - a.at).slice(0, MOST_ACTIVITY);
}
