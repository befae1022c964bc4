import { afterEach, describe, expect, it } from 'vitest';
import { createHttpCheck } from '../../electron/engine/monitors/checks/http/http-check.ts';
import type { CheckOutcome } from '../../shared/domain/check-result.ts';
import type { State } from '../../shared/domain/state.ts';
import { checkContext } from '../fixtures/check-context.ts';
import { bodyOf, type HealthFixture, loadHealthFixtures } from '../fixtures/health/load-fixtures.ts';
import { httpMonitor } from '../fixtures/http-monitor.ts';
import { httpServer, type TestServer } from '../fixtures/servers/test-server.ts';

const opened: TestServer[] = [];
const fixtures = new Map(loadHealthFixtures().map((fixture) => [fixture.name, fixture]));
const check = createHttpCheck({});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});

function fixtureOf(name: string): HealthFixture {
  const fixture = fixtures.get(name);
  if (fixture === undefined) throw new Error(`there is no fixture ${name}`);
  return fixture;
}

/** What a check finds at a server that answers as the fixture says. */
async function ask(
  name: string,
  headers: Record<string, string> = {},
  monitor: Partial<Parameters<typeof httpMonitor>[0]> = {},
): Promise<CheckOutcome> {
  const fixture = fixtureOf(name);
  const { status, contentType } = fixture;
  const server = await httpServer((_request, response) => {
    response.writeHead(status ?? 200, {
      ...(contentType === null ? {} : { 'Content-Type': contentType }),
      ...headers,
    });
    response.end(bodyOf(fixture));
  });
  opened.push(server);
  const url = `${server.url}${fixture.path ?? '/'}`;
  return check.run(httpMonitor({ url, ...monitor }), checkContext());
}

describe('a code to which a product gives a meaning of its own', () => {
  it.each<[string, number, State, string]>([
    ['vault-standby', 429, 'healthy', 'standby'],
    ['vault-old', 429, 'healthy', 'standby'],
    ['vault-dr-secondary', 472, 'healthy', 'disaster recovery secondary'],
    ['vault-performance-standby', 473, 'healthy', 'performance standby'],
    ['vault-cut-off-standby', 474, 'unhealthy', 'no connection to the active node'],
    ['vault-not-initialized', 501, 'unhealthy', 'not initialized'],
    ['consul-service-warning', 429, 'degraded', "Service 'web' check degraded (slow)"],
    ['consul-text-warning', 429, 'degraded', 'the service says it is degraded'],
    ['consul-autopilot-one-down', 429, 'degraded', 'node2 unhealthy'],
    ['gitea-fail', 424, 'unhealthy', 'database:ping unhealthy (sql: database is closed)'],
    ['elasticsearch-timed-out', 408, 'degraded', 'timed out before the cluster was as the request wanted it'],
  ])('keeps it: %s, %d is %s', async (name, status, state, message) => {
    expect(await ask(name)).toMatchObject({
      state,
      httpStatus: status,
      message,
      failure: null,
      retryAfterMs: null,
      dialect: fixtureOf(name).expect.dialect,
    });
  });

  it('is no rate limit, even with Retry-After', async () => {
    const retry = { 'Retry-After': '30' };
    expect(await ask('vault-standby', retry)).toMatchObject({ state: 'healthy', retryAfterMs: null });
    expect(await ask('consul-text-warning', retry)).toMatchObject({ state: 'degraded', retryAfterMs: null });
    expect(await ask('kibana-starting', retry)).toMatchObject({ state: 'unhealthy', retryAfterMs: null });
  });

  it('is judged as any other where the body is another one', async () => {
    expect(await ask('vault-rate-limit')).toMatchObject({ state: 'unknown', failure: 'rate-limited' });
    expect(await ask('consul-rate-limit')).toMatchObject({ state: 'unknown', failure: 'rate-limited' });
    expect(await ask('gitea-424-of-others')).toMatchObject({
      state: 'unhealthy',
      failure: 'assertion',
      dialect: null,
      message: expect.stringContaining('HTTP 424 Failed Dependency, expected 200-399') as string,
    });
  });

  it('is judged as any other where no body is read', async () => {
    const expectations = { expect: { body: 'none' as const } };
    expect(await ask('vault-standby', {}, expectations)).toMatchObject({ failure: 'rate-limited' });
    expect(await ask('vault-performance-standby', {}, expectations)).toMatchObject({
      state: 'unhealthy',
      failure: 'assertion',
    });
  });

  it('keeps to the codes of that product: a sealed Vault is unhealthy by its code too', async () => {
    const result = await ask('vault-sealed');
    expect(result).toMatchObject({ state: 'unhealthy', failure: 'assertion', dialect: 'vault' });
    expect(result.message).toBe('HTTP 503 Service Unavailable, expected 200-399; sealed');
  });
});
