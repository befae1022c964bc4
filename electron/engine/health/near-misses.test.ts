import { describe, expect, it } from 'vitest';
import type { HealthReading } from './dialect.ts';
import { readHealth } from './read-health.ts';

function read(body: unknown, status = 200): HealthReading {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readHealth(new TextEncoder().encode(text), { status, contentType: null, path: '/health' });
}

/** Bodies that have something of a product's shape and are none of that product's. */
describe('a body that only looks like one of a product', () => {
  it.each<[string, unknown, number?]>([
    ['elasticsearch-cluster-health', { cluster_name: 'a', status: 'green', number_of_nodes: 1 }],
    ['elasticsearch-cluster-health', { cluster_name: 'a', status: 'ok', timed_out: false }],
    ['elasticsearch-banner', { name: 'a', cluster_name: 'b', version: '8.1', tagline: 'c' }],
    ['elasticsearch-cat-health', 'all green and well'],
    ['elasticsearch-cat-health', 'light green 3 cm'],
    ['elasticsearch-cat-health', 'status green'],
    ['elasticsearch-cat-health', [{ cluster: 'a', status: 'green', owner: 'me' }]],
    ['kibana', { status: { overall: { level: 'high' } } }],
    ['kibana', { status: 'ok', overall: { level: 'available' } }],
    ['consul-agent-health', [{ AggregatedStatus: 'passing', Service: {} }, { Name: 'other' }]],
    ['consul-agent-health', 'warning', 200],
    ['consul-agent-health', 'warning: slow down', 429],
    ['consul-agent-health', '"warning"', 429],
    ['consul-autopilot', { Healthy: true, Servers: [] }],
    ['consul-instances', [{ Node: 'a', Service: 'b', Checks: [] }]],
    ['consul-leader', '"https://10.1.10.12:8300/"'],
    ['consul-leader', '10.1.10.12:8300'],
    ['vault', { initialized: true, ready: true }],
    ['vault', { initialized: 'yes', sealed: 'no' }],
    ['sonarqube-health', { health: 'GREEN' }],
    ['jfrog-health', { router: 'ok', services: [] }],
    ['jfrog-health', { code: 'OK', message: 'fine' }],
    ['jfrog-health', { code: 'E42' }],
    ['jenkins-api', { _class: 'hudson.model.FreeStyleProject', color: 'red' }],
    ['airflow', { metadatabase: 'ok', scheduler: { status: 'healthy' } }],
    ['mattermost', { status: 'unlucky', AndroidLatestVersion: '' }],
    ['nextcloud', { installed: true, maintenance: false, version: '1' }],
    ['home-assistant', { message: 'API running.', status: 'ok' }],
    ['home-assistant', { state: 'RUNNING' }],
    ['known-sentences', 'Ollama is running out of memory'],
    ['known-sentences', 'GitLab OK, mostly'],
    ['supabase-services', [{ name: 'auth', healthy: true, status: 'ok' }]],
    ['qdrant', { result: {}, status: 'ok' }],
    ['weaviate-nodes', { nodes: [{ name: 'a', status: 'HEALTHY' }] }],
    ['weaviate-nodes', { nodes: [] }],
    ['litellm-readiness', { status: 'healthy', db: 'connected' }],
    ['plausible', { postgres: 'ok', clickhouse: 'ok', kafka: 'ok' }],
    ['ksqldb-info', { KsqlServerInfo: 'RUNNING' }],
    ['statuspage', { page: 3, status: { indicator: 'none' } }],
    ['statuspage', { page: { number: 1 }, components: [{ name: 'a' }] }],
    ['ietf-health-json', { status: 'warn', checks: { 'a:b': [{ status: 'warn' }] } }, 424],
  ])('is not read as %s: %j', (name, body, status) => {
    expect(read(body, status).dialect).not.toBe(name);
  });

  it('gives no code a meaning of its own', () => {
    for (const status of [408, 424, 429, 472, 473, 474, 501]) {
      expect(read({ status: 'ok' }, status).definesStatus).toBe(false);
      expect(read('warnings galore', status).definesStatus).toBe(false);
    }
  });
});

describe('keys of prototypes', () => {
  it('are names of indices, groups and shards like any other', () => {
    const indices = '{"__proto__":{"status":"red"},"constructor":{"status":"green"}}';
    const { components } = read(`{"cluster_name":"a","status":"red","timed_out":false,"indices":${indices}}`);
    expect(components).toEqual([
      { path: '__proto__', state: 'unhealthy' },
      { path: 'constructor', state: 'healthy' },
    ]);
  });

  it('are ids of groups of a status page like any other', () => {
    const group = { id: '__proto__', name: 'Europe', status: 'operational', group: true, group_id: null };
    const inside = { id: 'constructor', name: 'API', status: 'major_outage', group_id: '__proto__' };
    const reading = read({ page: {}, status: { indicator: 'major' }, components: [inside, group] });
    expect(reading.components).toEqual([
      { path: 'Europe', state: 'healthy' },
      { path: 'Europe/API', state: 'unhealthy' },
    ]);
  });
});
