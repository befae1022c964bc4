import type {
  HttpExpect,
  JsonAssertion,
  Limits,
  MonitorBase,
  MonitorConfig,
} from '../../../../shared/config/model.ts';
import { formatDuration } from '../../../../shared/config/values/duration.ts';
import { formatSize } from '../../../../shared/config/values/size.ts';
import { formatStatusRange } from '../../../../shared/config/values/status.ts';
import { MASK } from '../mask.ts';
import { compact } from './compact.ts';
import { maskUrl } from './mask-url.ts';

function showLimits({ degraded, unhealthy }: Limits) {
  return compact({
    degraded: degraded === undefined ? null : formatDuration(degraded),
    unhealthy: unhealthy === undefined ? null : formatDuration(unhealthy),
  });
}

function showBase(monitor: MonitorBase) {
  return {
    enabled: monitor.enabled,
    interval: formatDuration(monitor.intervalMs),
    timeout: formatDuration(monitor.timeoutMs),
    labels: compact(monitor.labels),
    environment: monitor.environment,
    runbook: monitor.runbook,
    depends_on: monitor.dependsOn,
    network: monitor.network,
    confirm: {
      failures: monitor.confirm.failures,
      recoveries: monitor.confirm.recoveries,
      at_least: formatDuration(monitor.confirm.atLeastMs),
    },
    absent: monitor.absent,
    grace: formatDuration(monitor.graceMs),
    latency: showLimits(monitor.latency),
    components: compact(
      Object.fromEntries(monitor.components.map(({ glob, critical }) => [glob, { critical }])),
    ),
  };
}

/** Not compacted: `equals: null` compares with null. */
function showAssertion({ oneOf, ...same }: JsonAssertion) {
  return { ...same, ...(oneOf && { one_of: oneOf }) };
}

function showExpect(expect: HttpExpect) {
  return compact({
    status: expect.status.map(formatStatusRange),
    body: expect.body,
    headers: compact(expect.headers),
    contains: expect.contains,
    not_contains: expect.notContains,
    matches: expect.matches,
    json: expect.json.map(showAssertion),
  });
}

function showOwn(monitor: MonitorConfig): Record<string, unknown> {
  switch (monitor.kind) {
    case 'http': {
      const { method, send, redirects, connection, connect, ip, tls } = monitor;
      return {
        url: maskUrl(monitor.url),
        method,
        headers: compact(Object.fromEntries(Object.keys(monitor.headers).map((name) => [name, MASK]))),
        send,
        auth: monitor.auth && { basic: { user: MASK, password: MASK } },
        redirects,
        connection,
        connect,
        ip,
        proxy: maskUrl(monitor.proxy),
        tls: compact({ ...tls }),
        expect: showExpect(monitor.expect),
      };
    }
    case 'tcp':
      return { host: monitor.host, port: monitor.port, send: monitor.send, expect: monitor.expect };
    case 'tls': {
      const { host, port, ca, servername } = monitor;
      return { host, port, expires: showLimits(monitor.expires), tls: compact({ ca, servername }) };
    }
    case 'dns':
      return { query: monitor.query, type: monitor.type, answers: monitor.answers, server: monitor.server };
    case 'file':
      return {
        path: monitor.path,
        type: monitor.type,
        newest: showLimits(monitor.newest),
        min_size: monitor.minSize === null ? null : formatSize(monitor.minSize),
        count: compact(monitor.count),
        shrink: monitor.shrink,
      };
    case 'command':
      return { argv: monitor.argv, cwd: monitor.cwd, read: monitor.read };
  }
}

/** A monitor in the keys of the language, with everything that has a value. */
export function showMonitor(monitor: MonitorConfig): Record<string, unknown> | undefined {
  const { id, name, group, kind } = monitor;
  return compact({ id, name, group, kind, ...showOwn(monitor), ...showBase(monitor) });
}
