import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FINE, UNREACHABLE } from '../../../tests/fakes/scripted-checks.ts';
import { CANARY, remote, watchedFleet } from '../../../tests/fakes/watched-fleet.ts';

const IDS = ['a', 'b', 'c', 'd'];
const INTERVALS = [1000, 7000, 30_000, 120_000];

type Fleet = ReturnType<typeof watchedFleet>;

/** What may befall a running Watchpost; `n` picks a monitor or a length. */
const MISHAPS: Record<string, (fleet: Fleet, n: number) => void> = {
  suspend: ({ signals }) => signals.suspend(),
  'sleep on Linux': ({ clock }, n) => clock.suspend(n * 100_000),
  resume: ({ signals }) => signals.resume(),
  stall: ({ clock }, n) => clock.stall(n * 3000),
  'clock set': ({ clock }, n) => clock.stepWall((n - 10) * 600_000),
  offline: (fleet) => cutOff(fleet),
  online: (fleet) => reconnect(fleet),
  pause: ({ service, clock }, n) => service.pause([pick(n)], clock.now() + n * 1000),
  'pause for good': ({ service }, n) => service.pause([pick(n)], null),
  unpause: ({ service }, n) => service.resume([pick(n)]),
  'check now': ({ service }) => void service.checkNow(null),
  reconfigure: (fleet, n) => fleet.reconfigure(monitors(n)),
};

const pick = (n: number): string => IDS[n % IDS.length] ?? 'a';

function monitors(port: number) {
  return IDS.map((id, index) => remote(id, { port, intervalMs: INTERVALS[index] ?? 1000, timeoutMs: 5000 }));
}

function cutOff({ network, says }: Fleet): void {
  network.up = false;
  for (const id of IDS) says(id, UNREACHABLE, 0);
}

function reconnect({ network, says }: Fleet): void {
  network.up = true;
  network.answering.add(CANARY);
  for (const id of IDS) says(id, FINE, 700);
}

it('whatever befalls it, it never blames a target for it, and all is well soon after', async () => {
  const mishap = fc.record({
    what: fc.constantFrom(...Object.keys(MISHAPS)),
    n: fc.integer({ min: 1, max: 20 }),
    waitMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40_000 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(mishap, { maxLength: 25 }), async (mishaps) => {
      const fleet = watchedFleet();
      reconnect(fleet);
      fleet.watch(monitors(1));
      await fleet.clock.advance(6000);
      for (const { what, n, waitMs } of mishaps) {
        MISHAPS[what]?.(fleet, n);
        await fleet.clock.advance(waitMs);
      }
      reconnect(fleet);
      fleet.service.resume(null);
      // A suspend that was told and never ended takes 60 s, settling 10 s, catching up another 10 s.
      await fleet.clock.advance(90_000);
      expect(fleet.results.filter(({ state }) => state === 'unhealthy')).toEqual([]);
      expect(IDS.map((id) => fleet.stateOf(id))).toEqual(IDS.map(() => 'healthy'));
      const idle = fleet.service.statuses().filter(({ checking, nextAt }) => !checking && nextAt === null);
      expect(idle).toEqual([]);
      expect(fleet.errors).toEqual([]);
      const stopped = fleet.service.stop();
      await fleet.clock.advance(0);
      await stopped;
      expect(fleet.clock.pending).toBe(0);
    }),
    { numRuns: 200 },
  );
}, 60_000);
