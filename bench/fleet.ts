import type { HttpMonitor } from '../shared/config/model.ts';

/** A monitor with the defaults of the configuration. */
export function httpMonitor(id: string, url: string, intervalMs: number): HttpMonitor {
  return {
    id,
    name: id,
    group: null,
    enabled: true,
    intervalMs,
    timeoutMs: 10_000,
    labels: {},
    environment: 'production',
    runbook: null,
    dependsOn: [],
    network: null,
    confirm: { failures: 2, recoveries: 2, atLeastMs: 15_000 },
    absent: 'unhealthy',
    graceMs: 0,
    latency: {},
    components: [],
    kind: 'http',
    url,
    method: 'GET',
    headers: {},
    send: null,
    auth: null,
    redirects: 5,
    connection: 'fresh',
    connect: null,
    ip: null,
    proxy: 'none',
    tls: { verify: true, ca: null, cert: null, key: null, servername: null },
    expect: {
      status: [{ from: 200, to: 399 }],
      body: 'auto',
      headers: {},
      contains: null,
      notContains: null,
      matches: null,
      json: [],
    },
  };
}
