import type { AlertRule } from '../../../shared/config/alerts/model.ts';
import type { Config, MonitorConfig } from '../../../shared/config/model.ts';
import type { CoreConfig, MonitorFacts, SourceFacts } from './core/facts.ts';

const SHORTEST_RECHECK_MS = 1000;

/** What the alert core must know of a monitor. `local`: being offline says nothing about it. */
export function monitorFacts(monitor: MonitorConfig, local: boolean): MonitorFacts {
  const { id, name, group, kind, environment, labels, runbook, dependsOn, network, confirm } = monitor;
  const { intervalMs, timeoutMs } = monitor;
  const spacingMs = Math.max(intervalMs / 4, SHORTEST_RECHECK_MS);
  return {
    id,
    name,
    group,
    kind,
    environment,
    labels,
    runbook,
    dependsOn,
    network,
    confirm,
    intervalMs,
    timeoutMs,
    spacingMs,
    local,
  };
}

export function sourceFacts({ logs, environment }: Pick<Config, 'logs' | 'environment'>): SourceFacts[] {
  return logs.map(({ id, name, group, monitors }) => ({ id, name, group, environment, monitors }));
}

/** The configuration as the core wants it. `zone` is the machine's; disabled monitors are left out. */
export function coreConfig(
  config: Config,
  options: { zone: string; isLocal: (monitor: MonitorConfig) => boolean; rules?: readonly AlertRule[] },
): CoreConfig {
  return {
    monitors: config.monitors
      .filter(({ enabled }) => enabled)
      .map((monitor) => monitorFacts(monitor, options.isLocal(monitor))),
    sources: sourceFacts(config),
    rules: options.rules ?? config.alerts,
    notify: config.notify,
    maintenance: config.maintenance,
    zone: options.zone,
  };
}
