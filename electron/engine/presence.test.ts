import { expect, it } from 'vitest';
import { VirtualClock } from '../../tests/fakes/virtual-clock.ts';
import type { Presence } from './ports.ts';
import { watchPresence } from './presence.ts';

function setUp() {
  const clock = new VirtualClock(1_000_000_000);
  let tell: (presence: Presence) => void = () => {};
  let changes = 0;
  const presence = watchPresence(
    clock,
    { onPresence: (listener) => ((tell = listener), () => {}) },
    () => (changes += 1),
  );
  return {
    clock,
    presence,
    changes: () => changes,
    tell: (idleMs: number, locked = false) => tell({ idleMs, locked }),
  };
}

it('is never away where nobody tells', () => {
  expect(setUp().presence.away()).toBeNull();
});

it('is away after five minutes without a key or the mouse, since the last of them', () => {
  const { clock, presence, tell, changes } = setUp();
  tell(299_000);
  expect(presence.away()).toBeNull();
  tell(301_000);
  expect(presence.away()).toEqual({ since: clock.now() - 301_000, locked: false });
  tell(331_000);
  expect(changes()).toBe(1);
  tell(0);
  expect(presence.away()).toBeNull();
  expect(changes()).toBe(2);
});

it('is away at once when locked, and keeps since when it went', async () => {
  const { clock, presence, tell } = setUp();
  tell(400_000);
  const since = clock.now() - 400_000;
  await clock.advance(60_000);
  tell(460_000, true);
  expect(presence.away()).toEqual({ since, locked: true });
});
