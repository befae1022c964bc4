import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setUpScheduler } from '../../../tests/fakes/scheduled-checks.ts';
import { phaseOf } from './phase.ts';

const fleet = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
    intervalMs: fc.integer({ min: 1000, max: 20_000 }),
    durationMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30_000 })),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 8 },
);

const action = fc.record({
  do: fc.constantFrom('checkNow', 'again', 'catchUp', 'notBefore', 'remove', 'add', 'hold', 'release'),
  which: fc.nat(7),
  waitMs: fc.integer({ min: 0, max: 15_000 }),
});

describe('for any fleet', () => {
  it('every regular start lies at hash(id) mod interval, and no two checks of a monitor overlap', async () => {
    await fc.assert(
      fc.asyncProperty(fleet, async (monitors) => {
        const durations = new Map(monitors.map(({ id, durationMs }) => [id, durationMs]));
        const { clock, scheduler, starts, mostAtOnce } = setUpScheduler({
          durationMs: (id) => durations.get(id) ?? 0,
        });
        for (const { id, intervalMs } of monitors) scheduler.add(id, intervalMs);
        await clock.advance(120_000);
        for (const { id, intervalMs } of monitors) {
          const own = starts.filter((start) => start.id === id);
          expect(own.length).toBeGreaterThan(0);
          expect(own.every(({ at }) => at % intervalMs === phaseOf(id, intervalMs))).toBe(true);
          expect(mostAtOnce(id)).toBe(1);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('a monitor that hangs changes not one start of the others', async () => {
    await fc.assert(
      fc.asyncProperty(fleet, async (monitors) => {
        const startsBeside = async (hangsFor: number): Promise<unknown> => {
          const { clock, scheduler, starts } = setUpScheduler({
            durationMs: (id) => (id === 'hangs' ? hangsFor : 1),
          });
          scheduler.add('hangs', 1000);
          for (const { id, intervalMs } of monitors) if (id !== 'hangs') scheduler.add(id, intervalMs);
          await clock.advance(60_000);
          const others = starts.filter(({ id }) => id !== 'hangs');
          return others.toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id));
        };
        expect(await startsBeside(10_000)).toEqual(await startsBeside(0));
      }),
      { numRuns: 30 },
    );
  });

  it('no order of requests makes two checks of a monitor overlap or moves a regular start', async () => {
    await fc.assert(
      fc.asyncProperty(fleet, fc.array(action, { maxLength: 30 }), async (monitors, actions) => {
        const durations = new Map(monitors.map(({ id, durationMs }) => [id, durationMs]));
        const intervals = new Map(monitors.map(({ id, intervalMs }) => [id, intervalMs]));
        const { clock, scheduler, starts, mostAtOnce } = setUpScheduler({
          durationMs: (id) => durations.get(id) ?? 0,
        });
        for (const { id, intervalMs } of monitors) scheduler.add(id, intervalMs);
        for (const step of actions) {
          const monitor = monitors[step.which % monitors.length];
          if (!monitor) continue;
          const { id, intervalMs } = monitor;
          if (step.do === 'checkNow') scheduler.checkNow(id);
          if (step.do === 'again') scheduler.again(id, 1000);
          if (step.do === 'catchUp') scheduler.catchUp([{ id, windowMs: 5000 }]);
          if (step.do === 'notBefore') scheduler.notBefore(id, clock.monotonic() + 7000);
          if (step.do === 'remove') scheduler.remove(id);
          if (step.do === 'add') scheduler.add(id, intervalMs);
          if (step.do === 'hold') scheduler.hold();
          if (step.do === 'release') scheduler.release();
          await clock.advance(step.waitMs);
        }
        for (const { id } of monitors) expect(mostAtOnce(id)).toBeLessThanOrEqual(1);
        const offPhase = starts.filter(({ id, at, cause }) => {
          const interval = intervals.get(id) ?? NaN;
          return cause === 'schedule' && at % interval !== phaseOf(id, interval);
        });
        expect(offPhase).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
