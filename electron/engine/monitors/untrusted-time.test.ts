/** Network, sleep and stalls, told with the whole service on a virtual clock. */
import { describe, expect, it } from 'vitest';
import { BROKEN, FINE, REFUSED, UNREACHABLE } from '../../../tests/fakes/scripted-checks.ts';
import { CANARY, local, remote, watchedFleet } from '../../../tests/fakes/watched-fleet.ts';
import { phaseOf } from './phase.ts';

const HOUR = 3_600_000;
const OFFICE = 'tcp://10.0.0.1:443';

describe('offline', () => {
  it('is never downtime: a transport failure is unknown when the canary fails that answered before', async () => {
    const { clock, network, watch, says, stateOf, told } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(10_000);
    network.answering.clear();
    says('api', UNREACHABLE);
    await clock.advance(60_000);
    expect(stateOf('api')).toBe('unknown offline');
    expect(told.filter((line) => line.includes('unhealthy'))).toEqual([]);
  });

  it('does not excuse a target while the canary answers', async () => {
    const { clock, watch, says, stateOf } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(10_000);
    says('api', UNREACHABLE);
    await clock.advance(60_000);
    expect(stateOf('api')).toBe('unhealthy');
  });

  it('leaves monitors of this machine alone', async () => {
    const { clock, network, watch, says, stateOf } = watchedFleet();
    network.up = false;
    says('here', REFUSED);
    says('there', UNREACHABLE);
    watch([local('here'), remote('there')]);
    await clock.advance(60_000);
    expect([stateOf('here'), stateOf('there')]).toEqual(['unhealthy', 'unknown offline']);
  });

  it('waits for the verdict before it tells a result', async () => {
    const { clock, network, watch, says, results } = watchedFleet();
    network.answering.clear();
    says('api', UNREACHABLE);
    watch([remote('api')]);
    await clock.advance(1999);
    expect(results).toEqual([]);
    await clock.advance(10);
    expect(results[0]).toMatchObject({ at: 0, state: 'unhealthy' });
  });

  it('ends with the network, and what was lost sight of is checked soon', async () => {
    const { clock, network, watch, says, service, told, stateOf } = watchedFleet();
    watch([remote('api', { intervalMs: HOUR })]);
    await clock.advance(10_000);
    network.answering.clear();
    says('api', UNREACHABLE);
    service.checkNow(null);
    await clock.advance(60_000);
    expect([stateOf('api'), service.offline()?.since]).toEqual(['unknown offline', 12_005]);
    says('api', FINE);
    network.answering.add(CANARY);
    await clock.advance(20_000);
    expect([stateOf('api'), service.offline()]).toEqual(['healthy', null]);
    expect(told.filter((line) => line.includes('network'))).toHaveLength(2);
  });

  it('excuses a check that began in it, even if the network is back before its failure is judged', async () => {
    const { clock, network, watch, says, service, results } = watchedFleet();
    watch([remote('api', { intervalMs: HOUR }), remote('other', { intervalMs: HOUR })]);
    await clock.advance(10_000);
    network.up = false;
    for (const id of ['api', 'other']) says(id, UNREACHABLE, 1000);
    service.checkNow(['other']);
    await clock.advance(1500);
    service.checkNow(['api']);
    await clock.advance(500);
    network.up = true;
    await clock.advance(600);
    expect(results.filter(({ state }) => state === 'unhealthy')).toEqual([]);
  });

  it('keeps the count of failures seen before it', async () => {
    const { clock, network, watch, says, service, stateOf } = watchedFleet();
    watch([remote('api', { intervalMs: HOUR, confirm: { failures: 3, recoveries: 1, atLeastMs: 0 } })]);
    await clock.advance(10_000);
    says('api', BROKEN);
    service.checkNow(null);
    await clock.advance(100);
    network.up = false;
    says('api', UNREACHABLE);
    service.checkNow(null);
    await clock.advance(100);
    expect([stateOf('api'), service.status('api')?.confirming?.seen]).toEqual(['unknown offline', 1]);
  });
});

describe('a zone', () => {
  const zones = [{ id: 'office', canary: OFFICE }];

  it('whose canary is silent makes its monitors unknown, and no others', async () => {
    const { clock, watch, says, stateOf, told } = watchedFleet({ network: { zones } });
    says('intranet', UNREACHABLE);
    says('wiki', FINE);
    says('elsewhere', UNREACHABLE);
    watch([
      remote('intranet', { network: 'office' }),
      remote('wiki', { network: 'office' }),
      remote('elsewhere'),
    ]);
    await clock.advance(60_000);
    expect([stateOf('intranet'), stateOf('wiki'), stateOf('elsewhere')]).toEqual([
      'unknown zone-offline',
      'unknown zone-offline',
      'unhealthy',
    ]);
    expect(told.filter((line) => line.includes('gone'))).toEqual(['2.0s office gone']);
  });

  it('whose canary answers speaks for its monitors, whatever the others say', async () => {
    const { clock, network, watch, says, stateOf } = watchedFleet({ network: { zones } });
    network.answering.add(OFFICE);
    watch([remote('intranet', { network: 'office' })]);
    await clock.advance(1000);
    network.answering.delete(CANARY);
    says('intranet', UNREACHABLE);
    await clock.advance(60_000);
    expect(stateOf('intranet')).toBe('unhealthy');
  });

  it('that comes back has its monitors checked soon', async () => {
    const { clock, network, watch, stateOf } = watchedFleet({ network: { zones } });
    watch([remote('intranet', { network: 'office', intervalMs: HOUR })]);
    await clock.advance(60_000);
    network.answering.add(OFFICE);
    await clock.advance(16_000);
    expect(stateOf('intranet')).toBe('healthy');
  });
});

describe('a suspend', () => {
  it('makes everything unknown at once, until 10 s after the wake-up', async () => {
    const { clock, signals, watch, stateOf, startsOf, told } = watchedFleet();
    watch([remote('api', { intervalMs: 5000 })]);
    await clock.advance(100_000);
    signals.suspend();
    expect(stateOf('api')).toBe('unknown asleep');
    clock.suspend(HOUR);
    signals.resume();
    const wokenAt = clock.monotonic();
    await clock.advance(15_000);
    expect(startsOf('api').filter((at) => at > wokenAt && at < wokenAt + 10_000)).toEqual([]);
    expect(told.slice(1)).toEqual(['100.0s api healthy>unknown asleep', '3710.0s api unknown>healthy']);
  });

  it('raises no alarm for a target that cannot be reached until the network is back', async () => {
    const { clock, network, signals, watch, says, told } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(10_000);
    signals.suspend();
    clock.suspend(HOUR);
    network.up = false;
    says('api', UNREACHABLE);
    signals.resume();
    await clock.advance(25_000);
    network.up = true;
    says('api', FINE);
    await clock.advance(60_000);
    expect(told.slice(1).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'api healthy>unknown asleep',
      'api unknown>healthy',
    ]);
  });

  it('is found out by the clocks where no signal tells of it', async () => {
    const { clock, watch, told, startsOf } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(10_000);
    clock.suspend(HOUR);
    await clock.advance(30_000);
    expect(told.slice(1)).toEqual(['3610.5s api healthy>unknown asleep', '3620.5s api unknown>healthy']);
    expect(startsOf('api').slice(1)).toContain(20_500);
  });

  it('on a machine whose monotonic clock goes on in it is no downtime either', async () => {
    const { clock, watch, says, told } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(10_000);
    says('api', UNREACHABLE);
    clock.stall(HOUR);
    await clock.advance(1000);
    says('api', FINE);
    await clock.advance(60_000);
    expect(told.filter((line) => line.includes('unhealthy'))).toEqual([]);
  });

  it('that comes over a running check makes its result unknown', async () => {
    const { clock, signals, watch, says, resultsOf } = watchedFleet();
    says('api', BROKEN, 3000);
    watch([remote('api')]);
    await clock.advance(1000);
    signals.suspend();
    clock.suspend(HOUR);
    signals.resume();
    await clock.advance(5000);
    expect(resultsOf('api')).toMatchObject([{ at: 0, state: 'unknown', message: 'the machine was asleep' }]);
  });

  it('spoils a check that starts before things have settled', async () => {
    const { clock, signals, watch, says, service, resultsOf } = watchedFleet();
    watch([remote('api', { intervalMs: HOUR })]);
    await clock.advance(10_000);
    signals.suspend();
    signals.resume();
    await clock.advance(9000);
    says('api', BROKEN, 3000);
    service.checkNow(null);
    await clock.advance(3100);
    expect(resultsOf('api').at(-1)).toMatchObject({ state: 'unknown', message: 'the machine was asleep' });
  });

  it('spoils a check that outlasts it together with the time to settle', async () => {
    const { clock, signals, watch, says, resultsOf } = watchedFleet();
    says('api', BROKEN, 15_000);
    watch([remote('api', { timeoutMs: 20_000, intervalMs: HOUR })]);
    await clock.advance(2000);
    signals.suspend();
    signals.resume();
    await clock.advance(14_000);
    expect(resultsOf('api')).toMatchObject([{ state: 'unknown', message: 'the machine was asleep' }]);
  });

  it('that comes while the network is being judged spoils the result too', async () => {
    const { clock, network, signals, watch, says, resultsOf } = watchedFleet();
    network.answering.clear();
    says('api', UNREACHABLE);
    watch([remote('api', { intervalMs: HOUR })]);
    await clock.advance(1000);
    signals.suspend();
    await clock.advance(2000);
    expect(resultsOf('api')).toMatchObject([{ state: 'unknown', message: 'the machine was asleep' }]);
  });

  it('is followed by checks of all that was lost sight of, spread over min(interval, 10 s)', async () => {
    const { clock, signals, watch, starts } = watchedFleet();
    watch(Array.from({ length: 40 }, (_, index) => remote(`m${index}`, { intervalMs: HOUR })));
    await clock.advance(10_000);
    signals.suspend();
    clock.suspend(HOUR);
    signals.resume();
    await clock.advance(10_000);
    const from = clock.monotonic();
    await clock.advance(10_000);
    const after = starts.filter(({ at }) => at >= from);
    expect(new Set(after.map(({ id }) => id)).size).toBe(40);
    expect(after.filter(({ at }) => at - from < 2000).length).toBeLessThan(15);
  });

  it('lets a pause end on time by the wall clock', async () => {
    const { clock, signals, watch, service, told } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(1000);
    service.pause(null, 1000 + HOUR);
    signals.suspend();
    clock.suspend(2 * HOUR);
    signals.resume();
    await clock.advance(15_000);
    expect(told.some((line) => line.includes('resumed by timer'))).toBe(true);
  });
});

describe('a stall', () => {
  it('marks the results of its own checks unknown instead of blaming the target', async () => {
    const { clock, watch, says, resultsOf, stateOf } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(phaseOf('api', 30_000) - 1);
    says('api', BROKEN, 3000);
    await clock.advance(1000);
    clock.stall(20_000);
    await clock.advance(100);
    expect(resultsOf('api').at(-1)).toMatchObject({ state: 'unknown', message: 'Watchpost was held up' });
    expect(stateOf('api')).toBe('unknown stalled');
  });

  it('is noticed even when the answer of a check comes before the watch itself can look', async () => {
    const { clock, watch, says, resultsOf } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(phaseOf('api', 30_000) - 1);
    says('api', BROKEN, 10);
    await clock.advance(5);
    clock.stall(5000);
    await clock.advance(0);
    expect(resultsOf('api').at(-1)?.state).toBe('unknown');
  });

  it('is made good soon: what it spoilt is checked again', async () => {
    const { clock, watch, says, stateOf } = watchedFleet();
    watch([remote('api', { intervalMs: 20_000 })]);
    await clock.advance(phaseOf('api', 20_000) - 1);
    says('api', FINE, 3000);
    await clock.advance(1000);
    clock.stall(5000);
    await clock.advance(100);
    expect(stateOf('api')).toBe('unknown stalled');
    await clock.advance(9000);
    expect(stateOf('api')).toBe('healthy');
  });

  it('is made good soon for an extra check too', async () => {
    const { clock, watch, says, service, stateOf } = watchedFleet();
    watch([remote('api', { intervalMs: 80_000 })]);
    await clock.advance(phaseOf('api', 80_000) + 1000);
    says('api', FINE, 3000);
    service.checkNow(null);
    await clock.advance(1000);
    clock.stall(5000);
    await clock.advance(100);
    expect(stateOf('api')).toBe('unknown stalled');
    await clock.advance(24_000);
    expect(stateOf('api')).toBe('healthy');
  });

  it('that swallowed a tick has the monitor checked within 10 s, not an interval later', async () => {
    const { clock, watch, startsOf } = watchedFleet();
    watch([remote('api', { intervalMs: HOUR })]);
    const tick = phaseOf('api', HOUR);
    await clock.advance(tick + HOUR - 1000);
    clock.stall(10_000);
    const from = clock.monotonic();
    await clock.advance(10_000);
    expect(startsOf('api').filter((at) => at >= from)).toHaveLength(1);
  });

  it('does not hide a restart of the service: the next result that can be trusted tells it', async () => {
    const { clock, watch, says, service, told } = watchedFleet();
    says('api', { ...FINE, service: { pid: 1 } });
    watch([remote('api', { intervalMs: HOUR })]);
    await clock.advance(1000);
    says('api', { ...FINE, service: { pid: 2 } }, 3000);
    service.checkNow(null);
    await clock.advance(1000);
    clock.stall(5000);
    await clock.advance(100);
    expect(told.filter((line) => line.includes('restarted'))).toEqual([]);
    service.checkNow(null);
    await clock.advance(5000);
    expect(told.filter((line) => line.includes('restarted'))).toHaveLength(1);
  });

  it('lets missed ticks go instead of starting them all at once', async () => {
    const { clock, watch, starts } = watchedFleet();
    watch(Array.from({ length: 100 }, (_, index) => remote(`m${index}`, { intervalMs: 10_000 })));
    await clock.advance(20_000);
    clock.stall(30_000);
    const from = clock.monotonic();
    await clock.advance(1000);
    expect(starts.filter(({ at }) => at >= from).length).toBeLessThan(30);
    await clock.advance(9000);
    const perMonitor = starts.filter(({ at }) => at >= from).map(({ id }) => id);
    expect(new Set(perMonitor).size).toBe(100);
    expect(perMonitor.length).toBeLessThanOrEqual(200);
  });

  it('is what a clock set back is taken for: no result is blamed on the target, checks go on', async () => {
    const { clock, watch, says, resultsOf, startsOf, stateOf } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(phaseOf('api', 30_000) - 1);
    says('api', BROKEN, 3000);
    await clock.advance(1000);
    clock.stepWall(-2 * HOUR);
    await clock.advance(3000);
    expect(resultsOf('api').at(-1)?.state).toBe('unknown');
    says('api', FINE);
    await clock.advance(60_000);
    expect(stateOf('api')).toBe('healthy');
    expect(startsOf('api').length).toBeGreaterThan(3);
  });
});
