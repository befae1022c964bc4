import { describe, expect, it } from 'vitest';
import { BROKEN } from '../../../tests/fakes/scripted-checks.ts';
import { watchedAlerts } from '../../../tests/fakes/watched-alerts.ts';
import { remote } from '../../../tests/fakes/watched-fleet.ts';

const FLEET = Array.from({ length: 200 }, (_, index) => remote(`m${index}`, { intervalMs: 10_000 }));

/** How often a fleet that fails is written down within ten seconds, where each time takes so long. */
async function commitsOfStorm(tookMs: number): Promise<number> {
  const { clock, store, says } = watchedAlerts(FLEET);
  await clock.advance(60_000);
  for (const { id } of FLEET) says(id, BROKEN);
  const commit = store.commit.bind(store);
  let count = 0;
  store.commit = (writes) => {
    count += 1;
    commit(writes);
    clock.stall(tookMs);
  };
  const until = clock.monotonic() + 10_000;
  while (clock.monotonic() < until) await clock.advance(10);
  return count;
}

describe('decisions', () => {
  it('are written down within a tenth of the time, however long it takes', async () => {
    expect(await commitsOfStorm(0)).toBeGreaterThan(50);
    // A tenth of ten seconds, and the first one, which nobody knew to be slow.
    expect(await commitsOfStorm(50)).toBeLessThanOrEqual(21);
    expect(await commitsOfStorm(50)).toBeGreaterThan(5);
  });

  it('wait no longer than a second for it', async () => {
    expect(await commitsOfStorm(500)).toBeGreaterThanOrEqual(4);
  });
});
