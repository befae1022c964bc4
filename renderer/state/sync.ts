import type { EventPayload } from '../../shared/contract/contract.ts';
import type { Api } from '../connection/api.ts';
import { overviewHours } from '../lib/overview-span.ts';
import type { Store } from '../lib/store.ts';
import { changesState, withActivity, withMonitors, withNotification, type Live } from './live.ts';

/** How often strips, sparklines and uptimes are read again while nothing changes. */
const OVERVIEW_EVERY_MS = 60_000;
/** Long enough for the engine to have stored what it told. */
const SETTLE_MS = 1500;
const RETRY_MS = 3000;

/**
 * Keeps the store in step with the engine: reads everything at each connection, follows events in between.
 * Events that overtake the snapshot they belong to are kept and applied to it. Returns the stop.
 */
export function syncLive(api: Api, store: Store<Live>): () => void {
  let waiting: EventPayload<'monitors'>[] | null = null;
  let overviewTimer: ReturnType<typeof setTimeout> | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  async function resync(): Promise<void> {
    waiting = [];
    const [status, activity, notifications] = await Promise.all([
      api.call('status', {}),
      api.call('activity', { limit: 100 }),
      api.call('notifications', { limit: 50 }),
    ]);
    const monitors = new Map(status.monitors.map((monitor) => [monitor.id, monitor]));
    const overtaking = waiting.filter(({ at }) => at >= status.at);
    waiting = null;
    store.update((live) =>
      overtaking.reduce(withMonitors, {
        ...live,
        connection: 'connected',
        knownAt: status.at,
        instance: status.instance,
        monitors,
        activity: activity.entries,
        notifications: notifications.notifications,
      }),
    );
    await readOverview();
  }

  async function readOverview(): Promise<void> {
    clearTimeout(overviewTimer);
    if (!document.hidden) {
      const { rows } = await api.call('overview', { hours: overviewHours(store.get().instance) });
      store.update((live) => ({ ...live, overview: new Map(rows.map((row) => [row.monitorId, row])) }));
    }
    refreshIn(OVERVIEW_EVERY_MS);
  }

  function refreshIn(delayMs: number): void {
    clearTimeout(overviewTimer);
    overviewTimer = setTimeout(() => void readOverview().catch(stopUntilReconnected), delayMs);
  }

  /** Reads everything; what fails although the engine is there is tried again. */
  function startOver(): void {
    resync().catch(() => {
      waiting = null;
      retryTimer = setTimeout(startOver, RETRY_MS);
    });
  }

  /** A failed read is repeated at the next connection, or with the next event. */
  function stopUntilReconnected(): void {
    clearTimeout(overviewTimer);
  }

  const stops = [
    api.on('monitors', (event) => {
      if (waiting) {
        waiting.push(event);
        return;
      }
      const stale = changesState(store.get(), event);
      store.update((live) => withMonitors(live, event));
      if (stale) refreshIn(SETTLE_MS);
    }),
    api.on('instance', (instance) => store.update((live) => ({ ...live, instance }))),
    api.on('activity', (entry) => store.update((live) => withActivity(live, entry))),
    api.on('notification', (record) => store.update((live) => withNotification(live, record))),
    api.onConnectionChange((connected) => {
      clearTimeout(retryTimer);
      if (connected) startOver();
      else {
        waiting = null;
        clearTimeout(overviewTimer);
        store.update((live) => (live.connection === 'connected' ? { ...live, connection: 'lost' } : live));
      }
    }),
  ];
  const wake = () => {
    if (!document.hidden && store.get().connection === 'connected') refreshIn(0);
  };
  document.addEventListener('visibilitychange', wake);
  return () => {
    for (const stop of stops) stop();
    document.removeEventListener('visibilitychange', wake);
    clearTimeout(overviewTimer);
    clearTimeout(retryTimer);
  };
}
