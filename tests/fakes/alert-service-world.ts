import { alertServiceDeps } from './alert-service-deps.ts';
import { MemoryAlertStore } from './memory-alert-store.ts';
import { VirtualClock } from './virtual-clock.ts';
import { builtInRules } from '../../shared/config/alerts/built-in.ts';
import type { Config, HttpMonitor } from '../../shared/config/model.ts';
import { buildNotify } from '../../shared/config/notify/notify.ts';
import { outcome } from '../../shared/domain/check-result.ts';
import type { MonitorStatus } from '../../shared/domain/monitor-status.ts';
import type { TrustworthyState } from '../../shared/domain/state.ts';
import type { OutgoingNotification } from '../../electron/engine/notify/notifier.ts';
import { createAlertService } from '../../electron/engine/alerts/alert-service.ts';
import type { Recalled } from '../../electron/engine/alerts/core/inputs.ts';

/** A monitor that one may hand to the service: what alerts do not look at is left out. */
export function monitor(id: string, more: Partial<HttpMonitor> = {}): HttpMonitor {
  const confirm = { failures: 2, recoveries: 2, atLeastMs: 0 };
  const own = {
    id,
    name: id.toUpperCase(),
    group: null,
    labels: {},
    dependsOn: [],
    network: null,
    runbook: null,
  };
  return {
    ...own,
    kind: 'http',
    enabled: true,
    environment: 'production',
    intervalMs: 30_000,
    timeoutMs: 10_000,
    confirm,
    ...more,
  } as HttpMonitor;
}

/** The service of alerts with a clock and a store of its own, and the monitors as they are made out to be. */
export function setUp(
  monitors = [monitor('api'), monitor('a', { group: 'Books' }), monitor('b', { group: 'Books' })],
) {
  const clock = new VirtualClock(0);
  const store = new MemoryAlertStore();
  const statuses = new Map<string, MonitorStatus>();
  const sent: OutgoingNotification[] = [];
  let runs = 0;
  let past: Recalled = { sums: [], results: [] };
  let config = {
    environment: 'production',
    monitors,
    logs: [],
    alerts: builtInRules('production').filter(({ id }) => id !== 'stale'),
    notify: buildNotify(undefined),
    maintenance: [],
  } as unknown as Config;
  const begin = () => {
    const service = createAlertService(
      alertServiceDeps({
        clock,
        store,
        status: (id) => statuses.get(id) ?? null,
        dispatch: (notification) => sent.push(notification),
        recall: () => Promise.resolve(past),
        newId: () => `run-${(runs += 1)}`,
      }),
    );
    service.configure(config);
    service.start();
    return service;
  };
  const remember = (id: string, state: TrustworthyState | 'unknown', lastState: TrustworthyState | null) => {
    const own = monitors.find((one) => one.id === id);
    statuses.set(id, {
      ...own,
      state,
      lastState,
      since: clock.now(),
      confirming: null,
      message: '',
      components: [],
      paused: null,
    } as unknown as MonitorStatus);
  };
  let service = begin();
  return {
    clock,
    store,
    sent,
    titles: () => sent.map(({ title }) => title),
    /** A result that confirms a state at once. */
    see: (id: string, state: TrustworthyState) => {
      remember(id, state, state);
      const result = { ...outcome(state), monitorId: id, at: clock.now(), recheck: false };
      service.sighting({ monitorId: id, result, restarted: false });
    },
    lose: (id: string) => {
      remember(id, 'unknown', statuses.get(id)?.lastState ?? null);
      service.sighting({ monitorId: id, result: null, restarted: false });
    },
    pause: (id: string) =>
      service.paused({
        monitorId: id,
        at: clock.now(),
        paused: { since: clock.now(), until: null },
        by: 'request',
      }),
    sleep: (asleep: boolean) => service.sleep({ at: clock.now(), asleep }),
    reconfigure: (change: Partial<Config>) => {
      config = { ...config, ...change };
      service.configure(config);
    },
    settle: (outcomeOf: 'shown' | 'failed') => {
      const notification = sent.at(-1);
      if (notification) service.settled({ notification, outcome: outcomeOf, detail: 'node-notifier' });
    },
    restart: (known: Recalled = { sums: [], results: [] }) => {
      past = known;
      service.stop();
      service = begin();
    },
  };
}
