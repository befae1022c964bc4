import type { AlertService, AlertServiceDeps } from '../../electron/engine/alerts/alert-service-port.ts';
import { createAlertService } from '../../electron/engine/alerts/alert-service.ts';
import { handHandlers } from '../../electron/engine/alerts/by-hand.ts';
import { isLoopbackHost } from '../../electron/engine/monitors/loopback.ts';
import type { OutgoingNotification } from '../../electron/engine/notify/notifier.ts';
import { builtInRules } from '../../shared/config/alerts/built-in.ts';
import type { Config, TcpMonitor } from '../../shared/config/model.ts';
import { buildNotify } from '../../shared/config/notify/notify.ts';
import type { Digest } from '../../shared/contract/alert-schemas.ts';
import { alertServiceDeps } from './alert-service-deps.ts';
import { MemoryAlertStore } from './memory-alert-store.ts';
import { watchedFleet } from './watched-fleet.ts';

export const ME = 'ada';

/** Monitors on a virtual clock with alerts behind them, as the engine joins the two. */
export function watchedAlerts(
  monitors: TcpMonitor[],
  more: Partial<Config> = {},
  evidence: AlertServiceDeps['evidence'] = () => null,
) {
  const fleet = watchedFleet();
  const { clock, service: watched } = fleet;
  const store = new MemoryAlertStore();
  const sent: OutgoingNotification[] = [];
  const marks: string[] = [];
  const digests: (Digest | null)[] = [];
  let ids = 0;
  const newId = () => `${(ids += 1)}`.padStart(8, '0');
  const config = {
    environment: 'production',
    monitors,
    logs: [],
    alerts: builtInRules('production'),
    notify: buildNotify(undefined),
    maintenance: [],
    ...more,
  } as unknown as Config;

  function begin(): AlertService {
    const alerts = createAlertService(
      alertServiceDeps({
        clock,
        store,
        status: (id) => watched.status(id),
        dispatch: (notification) => sent.push(notification),
        noticeGaps: () => watched.noticeGaps(),
        checkNow: (some) => void watched.checkNow(some),
        isLocal: (monitor) => 'host' in monitor && isLoopbackHost(monitor.host),
        evidence,
        mark: (text) => marks.push(text),
        digest: (digest) => digests.push(digest),
        newId,
      }),
    );
    alerts.configure(config);
    alerts.start();
    return alerts;
  }

  fleet.watch(monitors);
  let alerts = begin();
  watched.onSighting((sighting) => alerts.sighting(sighting));
  watched.onSleep((change) => alerts.sleep(change));
  watched.onStall((stall) => alerts.stall(stall));
  watched.onOffline((change) => alerts.network(change));
  watched.onPause((change) => alerts.paused(change));
  const reader = { query: () => Promise.reject(new Error('no history in this test')) };

  return {
    ...fleet,
    config,
    store,
    sent,
    marks,
    digests,
    titles: () => sent.map(({ title }) => title),
    alerts: () => alerts,
    hand: () => handHandlers({ clock, service: alerts, reader, user: ME, newId }),
    /** Ends the alerts and begins anew; without a state of the core where that was lost. */
    restart: (lost = false): void => {
      alerts.stop();
      if (lost) store.core = null;
      alerts = begin();
    },
  };
}
