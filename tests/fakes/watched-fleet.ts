import { compareFacts } from '../../electron/engine/monitors/compare-facts.ts';
import { isLoopbackHost } from '../../electron/engine/monitors/loopback.ts';
import type { MonitorMemory } from '../../electron/engine/monitors/memory.ts';
import { createMonitorService, type SavedMonitors } from '../../electron/engine/monitors/monitor-service.ts';
import type { MonitorConfig, NetworkConfig, TcpMonitor } from '../../shared/config/model.ts';
import type { CheckResult } from '../../shared/domain/check-result.ts';
import { tcpMonitor } from '../fixtures/monitors.ts';
import { FakeNetwork } from './fake-network.ts';
import { FakeSignals } from './fake-signals.ts';
import { scriptedChecks } from './scripted-checks.ts';
import { VirtualClock } from './virtual-clock.ts';

export const CANARY = 'tcp://192.0.2.53:53';

/** A monitor of another machine; its id is its name. */
export const remote = (id: string, more: Partial<TcpMonitor> = {}): TcpMonitor =>
  tcpMonitor({
    id,
    name: id,
    host: `${id}.example`,
    intervalMs: 30_000,
    timeoutMs: 10_000,
    confirm: { failures: 2, recoveries: 2, atLeastMs: 0 },
    ...more,
  });

/** A monitor of this machine. */
export const local = (id: string, more: Partial<TcpMonitor> = {}): TcpMonitor =>
  remote(id, { host: '127.0.0.1', ...more });

/** The monitor service on a virtual clock; targets answer as they are told to, healthy until then. */
export function watchedFleet(options: { clock?: VirtualClock; network?: Partial<NetworkConfig> } = {}) {
  const clock = options.clock ?? new VirtualClock(0);
  const network = new FakeNetwork(clock);
  network.answering.add(CANARY);
  const signals = new FakeSignals();
  const { checks, starts, says } = scriptedChecks(clock);
  const results: CheckResult[] = [];
  const told: string[] = [];
  const touched: string[][] = [];
  const errors: string[] = [];
  let networkConfig: NetworkConfig = { canaries: [CANARY], zones: [], ...options.network };

  const service = createMonitorService({
    clock,
    network,
    signals,
    checks,
    compareFacts,
    isLoopbackHost,
    mask: (text) => text,
    logger: { info: () => {}, warn: () => {}, error: (message) => void errors.push(message) },
  });
  const seconds = (): string => `${(clock.now() / 1000).toFixed(1)}s`;
  service.onResult((result) => results.push(result));
  service.onStateChange(({ monitorId, from, to, reason }) => {
    told.push([seconds(), monitorId, `${from}>${to}`, reason].filter(Boolean).join(' '));
  });
  service.onServiceEvent(({ monitorId, text }) => told.push(`${seconds()} ${monitorId} ${text}`));
  service.onOffline(({ zone, offline }) =>
    told.push(`${seconds()} ${zone ?? 'network'} ${offline ? 'gone' : 'back'}`),
  );
  service.onPause(({ monitorId, paused, by }) =>
    told.push(`${seconds()} ${monitorId} ${paused ? 'paused' : 'resumed'} by ${by}`),
  );
  service.onStatusChange((ids) => touched.push(ids));

  return {
    clock,
    network,
    signals,
    service,
    starts,
    results,
    /** State changes and events as `12.0s api healthy>unhealthy`. */
    told,
    touched,
    errors,
    watch: (monitors: MonitorConfig[], saved: Partial<SavedMonitors> = {}): void => {
      service.apply({ monitors, network: networkConfig });
      service.start({ monitors: new Map<string, MonitorMemory>(), canaries: [], ...saved });
    },
    reconfigure: (monitors: MonitorConfig[], more: Partial<NetworkConfig> = {}): void => {
      networkConfig = { ...networkConfig, ...more };
      service.apply({ monitors, network: networkConfig });
    },
    says,
    startsOf: (id: string) => starts.filter((start) => start.id === id).map(({ at }) => at),
    resultsOf: (id: string) => results.filter(({ monitorId }) => monitorId === id),
    /** State and, where it is unknown, why. */
    stateOf: (id: string): string => {
      const status = service.status(id);
      return [status?.state, status?.unknownReason].filter(Boolean).join(' ');
    },
    /** Everything that a store would have kept of this run. */
    saved: (): SavedMonitors => {
      const ids = service.statuses().map(({ id }) => id);
      const entries = ids.flatMap((id) => {
        const memory = service.memory(id);
        return memory ? [[id, JSON.parse(JSON.stringify(memory)) as MonitorMemory] as const] : [];
      });
      return { monitors: new Map(entries), canaries: service.canaries() };
    },
  };
}
