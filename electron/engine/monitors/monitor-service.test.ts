import { describe, expect, it } from 'vitest';
import { BROKEN, FINE, UNREACHABLE } from '../../../tests/fakes/scripted-checks.ts';
import { local, remote, watchedFleet } from '../../../tests/fakes/watched-fleet.ts';
import { outcome } from '../../../shared/domain/check-result.ts';
import { phaseOf } from './phase.ts';

const MINUTE = 60_000;

describe('watching a monitor', () => {
  it('begins within 5 s and goes on at its phase', async () => {
    const { clock, watch, startsOf, stateOf } = watchedFleet();
    watch([remote('api')]);
    expect(stateOf('api')).toBe('unknown not-run');
    await clock.advance(95_000);
    const phase = phaseOf('api', 30_000);
    expect(startsOf('api')).toEqual([0, phase, phase + 30_000, phase + 60_000]);
    expect(stateOf('api')).toBe('healthy');
  });

  it('tells results before the changes that they lead to, and statuses together', async () => {
    const { clock, watch, service, touched } = watchedFleet();
    const order: string[] = [];
    service.onResult(() => void order.push('result'));
    service.onStateChange(() => void order.push('state'));
    watch([remote('a'), remote('b')]);
    await clock.advance(3000);
    expect(order).toEqual(['result', 'state', 'result', 'state']);
    expect(touched[0]).toEqual(['a', 'b']);
  });

  it('shows in its status all that is known', async () => {
    const { clock, watch, service, says } = watchedFleet();
    says(
      'api',
      outcome('degraded', 'slow', { latencyMs: 900, components: [{ path: 'db', state: 'healthy' }] }),
    );
    watch([remote('api', { group: 'Books', confirm: { failures: 1, recoveries: 1, atLeastMs: 0 } })]);
    await clock.advance(100);
    expect(service.status('api')).toMatchObject({
      name: 'api',
      group: 'Books',
      kind: 'tcp',
      summary: 'tcp api',
      state: 'degraded',
      lastState: 'degraded',
      since: 0,
      message: 'slow',
      components: [{ path: 'db', state: 'healthy' }],
      last: { at: 0, state: 'degraded', latencyMs: 900 },
      nextAt: phaseOf('api', 30_000),
      checking: false,
    });
  });
});

describe('confirming', () => {
  it('checks again after a quarter of the interval, marks these results and returns to the schedule', async () => {
    const { clock, watch, says, service, resultsOf, told } = watchedFleet();
    watch([remote('api')]);
    const tick = phaseOf('api', 30_000);
    await clock.advance(tick - 1);
    says('api', BROKEN);
    await clock.advance(100);
    expect(service.status('api')?.confirming).toEqual({
      towards: 'unhealthy',
      seen: 1,
      needed: 2,
      since: tick,
    });
    await clock.advance(29_000);
    expect(resultsOf('api').map(({ at, recheck }) => [at, recheck])).toEqual([
      [0, false],
      [tick, false],
      [tick + 5 + 7500, true],
    ]);
    expect(told).toHaveLength(2);
    expect(service.status('api')).toMatchObject({
      state: 'unhealthy',
      since: tick,
      message: 'broken',
      confirming: null,
    });
  });

  it('never checks again sooner than after 1 s', async () => {
    const { clock, watch, says, startsOf } = watchedFleet();
    says('api', BROKEN);
    watch([remote('api', { intervalMs: 2000, confirm: { failures: 3, recoveries: 1, atLeastMs: 0 } })]);
    const tick = phaseOf('api', 2000);
    await clock.advance(tick + 1100);
    expect(startsOf('api')).toEqual([0, tick, tick + 5 + 1000]);
  });

  it('with the defaults takes 15 s from the first bad result', async () => {
    const { clock, watch, says, told } = watchedFleet();
    watch([remote('api', { confirm: { failures: 2, recoveries: 2, atLeastMs: 15_000 } })]);
    const tick = phaseOf('api', 30_000);
    await clock.advance(tick - 1);
    says('api', BROKEN);
    await clock.advance(20_000);
    expect(told.at(-1)).toBe(`${((tick + 15_015) / 1000).toFixed(1)}s api healthy>unhealthy`);
  });

  it('goes on quickly while only a component is being confirmed', async () => {
    const { clock, watch, says, service } = watchedFleet();
    const body = (state: 'healthy' | 'unhealthy') =>
      outcome('healthy', '', {
        components: [{ path: 'cache', state, critical: false }],
        dialect: 'terminus',
      });
    const changes: string[] = [];
    service.onComponentChange(({ path, from, to }) => changes.push(`${path} ${from}>${to}`));
    says('api', body('healthy'));
    watch([remote('api', { intervalMs: 600_000 })]);
    await clock.advance(phaseOf('api', 600_000) - 1);
    says('api', body('unhealthy'));
    await clock.advance(151_000);
    expect(changes).toEqual(['cache unknown>healthy', 'cache healthy>unhealthy']);
    expect(service.status('api')?.state).toBe('healthy');
  });
});

describe('a last result', () => {
  it('holds for two intervals and the timeout; then the state is unknown', async () => {
    const { clock, watch, says, told } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(100);
    says('api', FINE, 10 * MINUTE);
    await clock.advance(2 * MINUTE);
    expect(told.at(-1)).toBe('70.0s api healthy>unknown stale');
  });

  it('holds no longer for the timer that ends it being late', async () => {
    const { clock, watch, service } = watchedFleet();
    watch([remote('api', { intervalMs: 10_000, timeoutMs: 5000 })]);
    await clock.advance(100);
    const last = service.status('api')?.last?.at ?? 0;
    const lost: number[] = [];
    service.onStateChange(({ to, since }) => to === 'unknown' && lost.push(since - last));
    clock.stall(50_000);
    await clock.advance(1);
    expect(lost).toEqual([25_000]);
  });

  it('that is trustworthy again ends the unknown time at once', async () => {
    const { clock, watch, says, stateOf } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(100);
    says('api', FINE, 2 * MINUTE);
    await clock.advance(100_000);
    expect(stateOf('api')).toBe('unknown stale');
    says('api', FINE);
    await clock.advance(2 * MINUTE);
    expect(stateOf('api')).toBe('healthy');
  });
});

describe('a hanging monitor', () => {
  it('delays no other, however many hang', async () => {
    const { clock, watch, says, startsOf } = watchedFleet();
    const hanging = Array.from({ length: 200 }, (_, index) =>
      remote(`hangs-${index}`, { intervalMs: 10_000 }),
    );
    for (const { id } of hanging) says(id, BROKEN, 25_000);
    watch([...hanging, remote('api', { intervalMs: 10_000 })]);
    await clock.advance(5 * MINUTE);
    const phase = phaseOf('api', 10_000);
    expect(startsOf('api')).toEqual(Array.from({ length: 30 }, (_, index) => phase + index * 10_000));
  });
});

describe('a changed configuration', () => {
  it('leaves an unchanged monitor alone: phase, state, checks under way', async () => {
    const { clock, watch, reconfigure, startsOf, told, says } = watchedFleet();
    watch([remote('api'), remote('old')]);
    await clock.advance(40_000);
    says('api', FINE, 8000);
    const before = told.length;
    reconfigure([remote('api'), remote('new')]);
    await clock.advance(60_000);
    const phase = phaseOf('api', 30_000);
    expect(startsOf('api')).toEqual([0, phase, phase + 30_000, phase + 60_000]);
    expect(told.slice(before).filter((line) => line.includes(' api '))).toEqual([]);
  });

  it('drops a removed monitor and its check under way, and tells that it is gone', async () => {
    const { clock, watch, reconfigure, says, service, resultsOf, touched } = watchedFleet();
    says('old', BROKEN, 5000);
    watch([remote('old')]);
    await clock.advance(1000);
    reconfigure([]);
    await clock.advance(MINUTE);
    expect([service.status('old'), resultsOf('old'), touched.at(-1)]).toEqual([null, [], ['old']]);
  });

  it('checks a monitor whose question changed within 5 s and keeps its state meanwhile', async () => {
    const { clock, watch, reconfigure, stateOf, startsOf } = watchedFleet();
    watch([remote('api', { intervalMs: 3_600_000 })]);
    await clock.advance(10_000);
    reconfigure([remote('api', { intervalMs: 3_600_000, port: 2 })]);
    expect(stateOf('api')).toBe('healthy');
    await clock.advance(5000);
    expect(startsOf('api')).toHaveLength(2);
  });

  it('that only renames a monitor checks nothing', async () => {
    const { clock, watch, reconfigure, service, startsOf } = watchedFleet();
    watch([remote('api', { intervalMs: 3_600_000 })]);
    await clock.advance(10_000);
    reconfigure([remote('api', { intervalMs: 3_600_000, name: 'The API', group: 'Books' })]);
    await clock.advance(10_000);
    expect([service.status('api')?.name, startsOf('api').length]).toEqual(['The API', 1]);
  });

  it('lists a disabled monitor and never runs it', async () => {
    const { clock, watch, reconfigure, service, stateOf, startsOf } = watchedFleet();
    watch([remote('api', { enabled: false })]);
    await clock.advance(MINUTE);
    expect([stateOf('api'), service.checkNow(null), startsOf('api')]).toEqual([
      'unknown not-watching',
      0,
      [],
    ]);
    expect(service.statuses().map(({ id, enabled, nextAt }) => [id, enabled, nextAt])).toEqual([
      ['api', false, null],
    ]);
    reconfigure([remote('api')]);
    await clock.advance(5000);
    expect(stateOf('api')).toBe('healthy');
    reconfigure([remote('api', { enabled: false })]);
    expect(stateOf('api')).toBe('unknown not-watching');
  });
});

describe('checking now', () => {
  it('starts those that are asked for and counts them; its results are marked', async () => {
    const { clock, watch, service, resultsOf } = watchedFleet();
    watch([remote('a', { intervalMs: 3_600_000 }), remote('b', { intervalMs: 3_600_000 })]);
    await clock.advance(10_000);
    expect([service.checkNow(['a', 'nobody']), service.checkNow(null)]).toEqual([1, 1]);
    await clock.advance(1000);
    expect(resultsOf('a').at(-1)).toMatchObject({ at: 10_000, recheck: true });
  });
});

describe('a pause', () => {
  it('stops the checks, drops the one under way and keeps the state as last known', async () => {
    const { clock, watch, service, says, startsOf, stateOf, resultsOf } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(1000);
    says('api', BROKEN, 5000);
    service.checkNow(null);
    await clock.advance(1000);
    service.pause(['api'], null);
    await clock.advance(10 * MINUTE);
    expect([startsOf('api').length, resultsOf('api').length, stateOf('api')]).toEqual([2, 1, 'healthy']);
    expect(service.status('api')).toMatchObject({ paused: { since: 2000, until: null }, nextAt: null });
  });

  it('with an end resumes by itself', async () => {
    const { clock, watch, service, told, startsOf } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(1000);
    service.pause(null, 3_601_000);
    await clock.advance(3_600_000);
    expect(told.filter((line) => /paused|resumed/.test(line))).toEqual([
      '1.0s api paused by request',
      '3601.0s api resumed by timer',
    ]);
    await clock.advance(1);
    expect(startsOf('api').at(-1)).toBe(3_601_000);
  });

  it('ends on request, and a monitor whose last result is old is unknown until its check', async () => {
    const { clock, watch, service, stateOf } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(1000);
    service.pause(null, null);
    await clock.advance(10 * MINUTE);
    service.resume(['api']);
    expect([stateOf('api'), service.status('api')?.paused]).toEqual(['unknown not-watching', null]);
    await clock.advance(10_000);
    expect(stateOf('api')).toBe('healthy');
  });

  it('ends by the wall clock, also when that was set back meanwhile', async () => {
    const { clock, watch, service } = watchedFleet();
    watch([remote('api')]);
    await clock.advance(1000);
    service.pause(null, 3_601_000);
    clock.stepWall(-1_800_000);
    await clock.advance(3_700_000);
    expect(service.status('api')?.paused).not.toBeNull();
    await clock.advance(1_800_000);
    expect(service.status('api')?.paused).toBeNull();
  });

  it('drops a result that is still waiting for the verdict on the network', async () => {
    const { clock, network, watch, says, service, resultsOf } = watchedFleet();
    network.answering.clear();
    says('api', UNREACHABLE);
    watch([remote('api')]);
    await clock.advance(1000);
    service.pause(null, null);
    await clock.advance(5000);
    expect(resultsOf('api')).toEqual([]);
  });

  it('does not let a target be asked sooner than it wished', async () => {
    const { clock, watch, service, says, startsOf } = watchedFleet();
    says('api', outcome('unknown', 'rate limited', { failure: 'rate-limited', retryAfterMs: 300_000 }));
    watch([remote('api')]);
    await clock.advance(1000);
    service.pause(null, null);
    service.resume(null);
    expect(service.checkNow(null)).toBe(0);
    await clock.advance(299_000);
    expect(startsOf('api')).toEqual([0]);
    await clock.advance(31_000);
    expect(startsOf('api')).toHaveLength(2);
  });
});

describe('a restart of Watchpost', () => {
  async function firstRun() {
    const first = watchedFleet();
    first.watch([remote('api'), remote('paused')]);
    await first.clock.advance(10_000);
    first.says('api', BROKEN);
    first.service.pause(['paused'], 3_600_000);
    first.service.checkNow(null);
    await first.clock.advance(1000);
    const saved = first.saved();
    await first.service.stop();
    return { clock: first.clock, saved };
  }

  it('keeps states, counts and pauses', async () => {
    const { clock, saved } = await firstRun();
    const second = watchedFleet({ clock });
    second.says('api', BROKEN);
    second.watch([remote('api'), remote('paused')], saved);
    expect([second.stateOf('api'), second.service.status('api')?.confirming?.seen]).toEqual(['healthy', 1]);
    expect(second.service.status('paused')?.paused).toEqual({ since: 10_000, until: 3_600_000 });
    await clock.advance(31_000);
    expect(second.stateOf('api')).toBe('unhealthy');
    expect(second.service.status('api')?.since).toBe(10_000);
    expect(second.startsOf('paused')).toEqual([]);
    await clock.advance(3_600_000);
    expect(second.startsOf('paused').length).toBeGreaterThan(0);
  });

  it('gives its memory to a monitor that comes up later, but not once more after it was removed', async () => {
    const { clock, saved } = await firstRun();
    const second = watchedFleet({ clock });
    second.watch([], saved);
    second.reconfigure([remote('api')]);
    expect(second.service.status('api')?.confirming?.seen).toBe(1);
    second.reconfigure([]);
    second.reconfigure([remote('api')]);
    expect(second.stateOf('api')).toBe('unknown not-run');
  });

  it('that took long leaves the time between unknown, from when the last result ceased to hold', async () => {
    const { clock, saved } = await firstRun();
    await clock.advance(3_000_000);
    const second = watchedFleet({ clock });
    const sinces: number[] = [];
    second.service.onStateChange(({ since }) => void sinces.push(since));
    second.watch([remote('api')], saved);
    expect(second.told).toEqual(['3011.0s api healthy>unknown not-watching']);
    expect(sinces).toEqual([10_000 + 70_000]);
  });

  it('checks those whose last result is older than the interval within min(interval, 10 s), spread', async () => {
    const first = watchedFleet();
    const fleet = Array.from({ length: 20 }, (_, index) => remote(`m${index}`, { intervalMs: 600_000 }));
    first.watch(fleet);
    await first.clock.advance(10_000);
    const saved = first.saved();
    await first.service.stop();
    await first.clock.advance(2_000_000);
    const second = watchedFleet({ clock: first.clock });
    const from = first.clock.monotonic();
    second.watch(fleet, saved);
    await first.clock.advance(10_000);
    const starts = second.starts.map(({ at }) => at - from);
    expect(new Set(second.starts.map(({ id }) => id)).size).toBe(20);
    expect(starts.filter((at) => at < 1000).length).toBeLessThan(5);
    expect(starts.filter((at) => at >= 5000).length).toBeGreaterThan(5);
  });

  it('does not hurry where the last result is younger than the interval', async () => {
    const first = watchedFleet();
    first.watch([remote('api', { intervalMs: 3_600_000 })]);
    await first.clock.advance(10_000);
    const second = watchedFleet({ clock: first.clock });
    second.watch([remote('api', { intervalMs: 3_600_000 })], first.saved());
    await first.clock.advance(10_000);
    expect(second.startsOf('api')).toEqual([]);
  });

  it('checks monitors without any result within 5 s, spread', async () => {
    const { clock, watch, starts } = watchedFleet();
    watch(Array.from({ length: 50 }, (_, index) => remote(`m${index}`, { intervalMs: 3_600_000 })));
    await clock.advance(5000);
    expect(new Set(starts.map(({ id }) => id)).size).toBe(50);
    expect(starts.filter(({ at }) => at < 1000).length).toBeLessThan(15);
  });
});

describe('a service that restarts', () => {
  it('is told as an event, and gets its grace', async () => {
    const { clock, watch, says, service, told, stateOf } = watchedFleet();
    const confirm = { failures: 1, recoveries: 1, atLeastMs: 0 };
    says('api', { ...FINE, service: { pid: 1 } });
    watch([local('api', { graceMs: 20_000, confirm })]);
    await clock.advance(1000);
    says('api', { ...BROKEN, service: { pid: 2 } });
    service.checkNow(null);
    await clock.advance(1000);
    expect(told.at(-2)).toBe('1.0s api restarted');
    expect(service.status('api')).toMatchObject({ state: 'degraded', message: 'starting: broken' });
    await clock.advance(MINUTE);
    expect(stateOf('api')).toBe('unhealthy');
  });
});

it('remembers what a body said of its process over bodies that leave it out', async () => {
  const { clock, watch, says, service, told } = watchedFleet();
  watch([local('api', { intervalMs: 3_600_000 })]);
  for (const facts of [{ pid: 1, version: '1' }, {}, { pid: 2, version: '1' }]) {
    says('api', { ...FINE, service: facts });
    service.checkNow(null);
    await clock.advance(1000);
  }
  expect(told.filter((line) => line.includes('restarted'))).toHaveLength(1);
});

it('takes one restart for one, also where the new process tells its uptime later', async () => {
  const { clock, watch, says, service, told } = watchedFleet();
  watch([local('api', { intervalMs: 3_600_000 })]);
  for (const facts of [{ pid: 1, uptimeMs: 900_000 }, { pid: 2 }, { pid: 2, uptimeMs: 2000 }]) {
    says('api', { ...FINE, service: facts });
    service.checkNow(null);
    await clock.advance(1000);
  }
  expect(told.filter((line) => line.includes('restarted'))).toHaveLength(1);
});

describe('stopping', () => {
  it('ends the checks under way and leaves no timer behind', async () => {
    const { clock, watch, says, service, resultsOf } = watchedFleet();
    says('api', FINE, 60_000);
    watch([remote('api'), remote('b')]);
    await clock.advance(4000);
    const stopped = service.stop();
    await clock.advance(0);
    await stopped;
    expect([clock.pending, resultsOf('api')]).toEqual([0, []]);
  });
});

it('takes a check that fails by itself for unknown, says so in the log and goes on', async () => {
  const { clock, watch, says, errors, service, startsOf } = watchedFleet();
  says('api', new Error('a bug'));
  watch([remote('api')]);
  await clock.advance(70_000);
  expect(service.status('api')).toMatchObject({
    state: 'unknown',
    last: { failure: 'internal', message: 'Watchpost could not run this check; its log says why' },
  });
  expect(errors[0]).toBe('a check broke its promise and failed itself');
  expect(startsOf('api').length).toBeGreaterThan(2);
});

it('asks no canary while only this machine is watched', async () => {
  const { clock, network, watch, reconfigure } = watchedFleet();
  watch([local('api'), remote('disabled', { enabled: false })]);
  await clock.advance(600_000);
  expect(network.asked).toEqual([]);
  reconfigure([local('api'), remote('far')]);
  await clock.advance(1000);
  expect(network.asked).toHaveLength(1);
});

it('goes on when a listener throws', async () => {
  const { clock, watch, service, errors, startsOf } = watchedFleet();
  service.onResult(() => {
    throw new Error('disk full');
  });
  watch([remote('api')]);
  await clock.advance(70_000);
  expect(startsOf('api').length).toBeGreaterThan(2);
  expect(errors[0]).toBe('a result could not be taken in');
});
