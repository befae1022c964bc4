import { stringify } from 'yaml';
import type { Config, LogSourceConfig } from '../../../../shared/config/model.ts';
import { formatDuration } from '../../../../shared/config/values/duration.ts';
import { formatSize } from '../../../../shared/config/values/size.ts';
import { createMask, MASK } from '../mask.ts';
import { escapeTemplate } from '../yaml/templates.ts';
import { showAlerts, showMaintenance, showPolicy } from './alerts.ts';
import { showChannel } from './channel.ts';
import { compact, mapTexts } from './compact.ts';
import { maskUrl } from './mask-url.ts';
import { showMonitor } from './monitor.ts';

function showLog(log: LogSourceConfig): Record<string, unknown> | undefined {
  const { pollMs, backfill, ...same } = log;
  return compact({
    ...same,
    poll: formatDuration(pollMs),
    backfill: { age: formatDuration(backfill.ageMs), bytes: formatSize(backfill.bytes) },
  });
}

function showAll(config: Config): Record<string, unknown> {
  const { network, notify, retention } = config;
  return {
    version: 1,
    environment: config.environment,
    network: compact({
      canaries: network.canaries?.map(maskUrl),
      zones: network.zones.map(({ id, canary }) => ({ id, canary: maskUrl(canary) })),
    }),
    monitors: config.monitors.map(showMonitor),
    logs: config.logs.map(showLog),
    alerts: showAlerts(config.alerts, config.environment),
    notify: compact({
      ...showPolicy(notify),
      deadman: notify.deadman && { url: MASK, every: formatDuration(notify.deadman.everyMs) },
      channels: notify.channels.map(showChannel),
    }),
    maintenance: showMaintenance(config.maintenance),
    retention: {
      results: formatDuration(retention.resultsMs),
      rollups_5m: formatDuration(retention.rollups5mMs),
      rollups_1h: formatDuration(retention.rollups1hMs),
      logs: formatDuration(retention.logsMs),
      incidents: formatDuration(retention.incidentsMs),
      ledger: formatDuration(retention.ledgerMs),
      log_bytes: formatSize(retention.logBytes),
    },
  };
}

/**
 * What the configuration means, as YAML of the same language: includes, groups, defaults and values resolved,
 * every secret replaced by `•••`. Where there are no secrets, loading it gives the same configuration.
 */
export function effectiveYaml(config: Config): string {
  const mask = createMask(config.secrets);
  const shown = mapTexts(showAll(config), (text) => escapeTemplate(mask(text)));
  return stringify(shown, { version: '1.2', lineWidth: 0, aliasDuplicateObjects: false });
}
