import { describe, expect, it } from 'vitest';
import { FakeNetwork } from '../../../tests/fakes/fake-network.ts';
import { BROKEN, FINE, REFUSED, scriptedChecks, UNREACHABLE } from '../../../tests/fakes/scripted-checks.ts';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { local, remote } from '../../../tests/fakes/watched-fleet.ts';
import type { MonitorConfig } from '../../../shared/config/model.ts';
import { isLoopbackHost } from './loopback.ts';
import { runOnce } from './run-once.ts';

function setUp() {
  const clock = new VirtualClock(0);
  const network = new FakeNetwork(clock);
  const { checks, says } = scriptedChecks(clock);
  const abort = new AbortController();
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const mask = (text: string): string => text;
  const zones = [{ id: 'office', canary: 'tcp://10.0.0.1:443' }];
  /** Runs these monitors for `ms` and tells their states. */
  const run = async (monitors: MonitorConfig[], ms = 30_000): Promise<string[]> => {
    const deps = { clock, network, checks, logger, mask, isLoopbackHost };
    const results = runOnce(monitors, { canaries: ['tcp://192.0.2.1:53'], zones }, deps, abort.signal);
    const told = results.then((list) =>
      list.map(({ result, reason }) => [result.monitorId, result.state, reason].filter(Boolean).join(' ')),
    );
    // A rejection is the caller's to see, once the clock has moved.
    told.catch(() => []);
    await clock.advance(ms);
    return await told;
  };
  return { clock, network, says, run, abort };
}

describe('running checks once', () => {
  it('gives one result each, in their order, without confirming anything', async () => {
    const { says, run } = setUp();
    says('slow', FINE, 9000);
    says('broken', BROKEN);
    expect(await run([remote('slow'), remote('broken'), remote('fine')])).toEqual([
      'slow healthy',
      'broken unhealthy',
      'fine healthy',
    ]);
  });

  it('judges as the service does: not running, starting, offline, silent zones', async () => {
    const { network, says, run } = setUp();
    network.up = false;
    for (const id of ['absent', 'starting']) says(id, REFUSED);
    says('far', UNREACHABLE);
    const monitors = [
      local('absent', { absent: 'unknown' }),
      local('starting', { graceMs: 40_000 }),
      remote('far'),
      remote('wiki', { network: 'office' }),
    ];
    expect(await run(monitors)).toEqual([
      'absent unknown not-running',
      'starting degraded',
      'far unknown offline',
      'wiki unknown zone-offline',
    ]);
  });

  it('blames the target when the network speaks neither for nor against it', async () => {
    const { says, run } = setUp();
    says('far', UNREACHABLE);
    expect(await run([remote('far')])).toEqual(['far unhealthy']);
  });

  it('ends when it is told to, and leaves no timer behind', async () => {
    const { clock, says, run, abort } = setUp();
    says('hangs', FINE, 60_000);
    clock.setTimeout(() => abort.abort(new Error('interrupted')), 1000);
    await expect(run([remote('hangs')], 2000)).rejects.toThrow('interrupted');
    expect(clock.pending).toBe(0);
  });
});
