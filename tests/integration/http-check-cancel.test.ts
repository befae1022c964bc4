import { getEventListeners } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpCheck } from '../../electron/engine/monitors/checks/http/http-check.ts';
import type { CheckOutcome } from '../../shared/domain/check-result.ts';
import { AUTHORITY_FILE } from '../fixtures/certificates.ts';
import { checkContext } from '../fixtures/check-context.ts';
import { httpMonitor } from '../fixtures/http-monitor.ts';
import {
  HOSTILE,
  startHostileServers,
  type HostileName,
  type HostileServers,
} from '../fixtures/servers/hostile.ts';
import { proxyServer, type ProxyServer } from '../fixtures/servers/proxy-server.ts';

const NAMES = Object.keys(HOSTILE) as HostileName[];
const check = createHttpCheck({});

/** Both ends of every connection of this process. */
const openSockets = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'TCPSocketWrap').length;

describe('checks that end early', () => {
  let servers: HostileServers;
  let proxies: ProxyServer[];

  beforeAll(async () => {
    servers = await startHostileServers();
    proxies = await Promise.all([proxyServer(), proxyServer({ secure: true })]);
  });
  afterAll(async () => {
    await Promise.all([servers.close(), ...proxies.map((proxy) => proxy.close())]);
  });

  /** Every hostile target, straight and through both proxies, each check ended by `timeoutMs` or `signal`. */
  function askAll(timeoutMs: number, signal: AbortSignal): Promise<PromiseSettledResult<CheckOutcome>[]> {
    const ways = ['none', ...proxies.map(({ url }) => url)];
    return Promise.allSettled(
      NAMES.flatMap((name) =>
        ways.map((proxy) => {
          const tls = { ca: AUTHORITY_FILE };
          return check.run(
            httpMonitor({ url: servers.url(name), proxy, tls, timeoutMs }),
            checkContext({ signal }),
          );
        }),
      ),
    );
  }

  it.each([1, 5, 20, 60])('leave no connection open when cancelled after %d ms', async (afterMs) => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stop')), afterMs);
    const results = await askAll(60_000, stop.signal);
    const reasons = results
      .filter((result) => result.status === 'rejected')
      .map(({ reason }) => String(reason));
    expect(new Set(reasons)).toEqual(new Set(['Error: stop']));
    await expect.poll(openSockets, { timeout: 10_000 }).toBe(0);
  });

  it.each([1, 5, 20, 60])('leave nothing behind when their time is up after %d ms', async (timeoutMs) => {
    const { signal } = new AbortController();
    const results = await askAll(timeoutMs, signal);
    expect(results.filter((result) => result.status === 'rejected')).toEqual([]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    await expect.poll(openSockets, { timeout: 10_000 }).toBe(0);
  });
});
