import { describe, expect, it } from 'vitest';
import { setUpScheduler } from '../../../tests/fakes/scheduled-checks.ts';
import { phaseOf } from './phase.ts';

const PHASE = phaseOf('api', 10_000);

describe('the scheduler', () => {
  it('starts a monitor at its phase and then every interval, without drift', async () => {
    const { clock, scheduler, startsOf } = setUpScheduler({ durationMs: () => 37 });
    scheduler.add('api', 10_000);
    await clock.advance(10_000 * 10_000);
    const starts = startsOf('api');
    expect(starts).toHaveLength(10_000);
    expect(starts.every((at, index) => at === PHASE + index * 10_000)).toBe(true);
  });

  it('skips the ticks of a check that runs longer than the interval', async () => {
    const { clock, scheduler, startsOf } = setUpScheduler({ durationMs: () => 25_000 });
    scheduler.add('api', 10_000);
    await clock.advance(70_000);
    expect(startsOf('api')).toEqual([PHASE, PHASE + 30_000, PHASE + 60_000]);
  });

  it('skips the tick that comes at the very moment a check ends', async () => {
    const { clock, scheduler, startsOf } = setUpScheduler({ durationMs: () => 10_000 });
    scheduler.add('api', 10_000);
    await clock.advance(40_000);
    expect(startsOf('api')).toEqual([PHASE, PHASE + 20_000]);
  });

  it('skips ticks missed in a stall instead of making up for them in a burst', async () => {
    const { clock, scheduler, startsOf } = setUpScheduler();
    scheduler.add('api', 10_000);
    await clock.advance(PHASE + 5000);
    clock.stall(42_000);
    await clock.advance(20_000);
    expect(startsOf('api')).toEqual([PHASE, PHASE + 50_000, PHASE + 60_000]);
  });

  it('still starts a tick that is a little late, and the next one on time', async () => {
    const { clock, scheduler, startsOf } = setUpScheduler();
    scheduler.add('api', 10_000);
    await clock.advance(PHASE - 500);
    clock.stall(1500);
    await clock.advance(10_000);
    expect(startsOf('api')).toEqual([PHASE + 1000, PHASE + 10_000]);
  });

  it('keeps the phase of a monitor that is added again with the same interval', async () => {
    const { clock, scheduler, startsOf } = setUpScheduler();
    scheduler.add('api', 10_000);
    await clock.advance(PHASE + 1);
    scheduler.add('api', 10_000);
    await clock.advance(10_000);
    expect(startsOf('api')).toEqual([PHASE, PHASE + 10_000]);
  });

  it('moves a monitor to the phase of its new interval', async () => {
    const { clock, scheduler, startsOf } = setUpScheduler();
    scheduler.add('api', 10_000);
    await clock.advance(10_000);
    scheduler.add('api', 3000);
    await clock.advance(9000);
    const later = startsOf('api').filter((at) => at > 10_000);
    expect(later).toHaveLength(3);
    expect(later.every((at) => at % 3000 === phaseOf('api', 3000))).toBe(true);
  });

  it('starts nothing more of a removed monitor', async () => {
    const { clock, scheduler, startsOf } = setUpScheduler();
    scheduler.add('api', 10_000);
    await clock.advance(10_000);
    scheduler.remove('api');
    await clock.advance(30_000);
    expect(startsOf('api')).toHaveLength(1);
    expect(scheduler.nextAt('api')).toBeNull();
  });

  it('waits for the running check of a monitor that was removed and came back', async () => {
    const { clock, scheduler, startsOf, mostAtOnce } = setUpScheduler({ durationMs: () => 15_000 });
    scheduler.add('api', 10_000);
    await clock.advance(PHASE + 1);
    scheduler.remove('api');
    scheduler.add('api', 10_000);
    expect(scheduler.checkNow('api')).toBe(false);
    await clock.advance(25_000);
    expect(startsOf('api')).toEqual([PHASE, PHASE + 20_000]);
    expect(mostAtOnce('api')).toBe(1);
  });

  it('checks at once when asked to, unless a check is running', async () => {
    const { clock, scheduler, starts } = setUpScheduler({ durationMs: () => 100 });
    scheduler.add('api', 10_000);
    expect(scheduler.checkNow('api')).toBe(true);
    expect(scheduler.checkNow('api')).toBe(false);
    expect(scheduler.checkNow('nobody')).toBe(false);
    await clock.advance(0);
    expect(starts).toEqual([{ id: 'api', at: 0, cause: 'manual' }]);
  });

  it('makes an extra check after the delay asked for and keeps the regular ticks', async () => {
    const { clock, scheduler, starts } = setUpScheduler();
    scheduler.add('api', 10_000);
    await clock.advance(PHASE);
    scheduler.again('api', 2500);
    await clock.advance(10_000);
    expect(starts.map(({ at, cause }) => [at - PHASE, cause])).toEqual([
      [0, 'schedule'],
      [2500, 'recheck'],
      [10_000, 'schedule'],
    ]);
  });

  it('lets a tick that comes first stand for the extra check', async () => {
    const { clock, scheduler, starts } = setUpScheduler();
    scheduler.add('api', 10_000);
    await clock.advance(PHASE + 9000);
    scheduler.again('api', 2500);
    await clock.advance(5000);
    expect(starts.map(({ at, cause }) => [at - PHASE, cause])).toEqual([
      [0, 'schedule'],
      [10_000, 'schedule'],
    ]);
  });

  it('starts nothing before the instant the target asked for, then goes on at its phase', async () => {
    const { clock, scheduler, startsOf } = setUpScheduler();
    scheduler.add('api', 10_000);
    await clock.advance(PHASE);
    scheduler.notBefore('api', PHASE + 25_000.5);
    scheduler.again('api', 1000);
    expect(scheduler.checkNow('api')).toBe(false);
    await clock.advance(40_000);
    expect(startsOf('api').map((at) => at - PHASE)).toEqual([0, 25_001, 30_000, 40_000]);
  });

  it('spreads a catch-up over its window, the first at once, and lets sooner ticks stand for it', async () => {
    const { clock, scheduler, starts } = setUpScheduler();
    const ids = Array.from({ length: 10 }, (_, index) => `m${index}`);
    for (const id of ids) scheduler.add(id, 3_600_000);
    scheduler.catchUp(ids.map((id) => ({ id, windowMs: 10_000 })));
    await clock.advance(10_000);
    const caughtUp = starts.filter(({ cause }) => cause === 'catch-up');
    expect(caughtUp.map(({ at }) => at)).toEqual([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000]);
    expect(new Set(starts.map(({ id }) => id)).size).toBe(10);
  });

  it('starts nothing by itself while held, and afterwards makes up for nothing', async () => {
    const { clock, scheduler, starts } = setUpScheduler();
    scheduler.add('api', 10_000);
    scheduler.hold();
    await clock.advance(50_000);
    expect([starts, scheduler.nextAt('api')]).toEqual([[], null]);
    expect(scheduler.checkNow('api')).toBe(true);
    scheduler.release();
    await clock.advance(10_000);
    expect(starts.map(({ at, cause }) => [at, cause])).toEqual([
      [50_000, 'manual'],
      [50_000 + PHASE, 'schedule'],
    ]);
  });

  it('goes on after a check that broke its promise not to reject', async () => {
    const { clock, scheduler, startsOf } = setUpScheduler({ fails: true });
    scheduler.add('api', 10_000);
    await clock.advance(30_000);
    expect(startsOf('api')).toHaveLength(3);
  });

  it('holds one timer for all monitors', () => {
    const { clock, scheduler } = setUpScheduler();
    for (let index = 0; index < 100; index += 1) scheduler.add(`m${index}`, 10_000);
    expect(clock.pending).toBeLessThanOrEqual(1);
  });
});
