import { describe, expect, it } from 'vitest';
import { BROKEN, FINE, UNREACHABLE } from '../../../tests/fakes/scripted-checks.ts';
import { watchedAlerts } from '../../../tests/fakes/watched-alerts.ts';
import { remote } from '../../../tests/fakes/watched-fleet.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const FIVE_HUNDRED = Array.from({ length: 500 }, (_, index) => remote(`m${index}`));

describe('time that says nothing about any target', () => {
  it('makes one state and no popup of 500 monitors whose network is gone for a minute', async () => {
    const { clock, network, told, titles, store, stateOf, says } = watchedAlerts(FIVE_HUNDRED);
    await clock.advance(90 * SECOND);
    network.answering.clear();
    for (const { id } of FIVE_HUNDRED) says(id, UNREACHABLE);
    await clock.advance(60 * SECOND);
    expect(told.filter((line) => line.includes('network'))).toEqual([
      expect.stringContaining('network gone'),
    ]);
    expect(new Set(FIVE_HUNDRED.map(({ id }) => stateOf(id)))).toEqual(new Set(['unknown offline']));
    network.answering.add('tcp://192.0.2.53:53');
    for (const { id } of FIVE_HUNDRED) says(id, FINE);
    await clock.advance(300 * SECOND);
    expect(new Set(FIVE_HUNDRED.map(({ id }) => stateOf(id)))).toEqual(new Set(['healthy']));
    expect(titles()).toEqual([]);
    expect(store.incidents.size).toBe(0);
  });

  it('raises no alarm and no burst when the machine wakes after eight hours', async () => {
    const { clock, signals, starts, titles, store, stateOf } = watchedAlerts(FIVE_HUNDRED);
    await clock.advance(90 * SECOND);
    signals.suspend();
    clock.suspend(8 * HOUR);
    signals.resume();
    const before = starts.length;
    await clock.advance(10 * SECOND);
    const wokenAt = clock.monotonic();
    await clock.advance(120 * SECOND);
    const after = starts.slice(before).map(({ at }) => at);
    const busiest = Math.max(
      ...after.map((from) => after.filter((at) => at >= from && at < from + SECOND).length),
    );
    // 500 monitors spread over ten seconds are some 50 a second, and their own schedule comes on top.
    expect(busiest).toBeLessThan(150);
    expect(after.filter((at) => at < wokenAt + 12 * SECOND).length).toBeGreaterThanOrEqual(500);
    expect(new Set(FIVE_HUNDRED.map(({ id }) => stateOf(id)))).toEqual(new Set(['healthy']));
    expect(titles()).toEqual([]);
    expect(store.incidents.size).toBe(0);
  });

  it('blames nobody for a blocked event loop', async () => {
    const { clock, titles, store, told } = watchedAlerts(FIVE_HUNDRED.slice(0, 50));
    await clock.advance(90 * SECOND);
    for (let block = 0; block < 4; block += 1) {
      clock.stall(20 * SECOND);
      await clock.advance(15 * SECOND);
    }
    await clock.advance(120 * SECOND);
    expect(told.filter((line) => line.includes('unhealthy'))).toEqual([]);
    expect(titles()).toEqual([]);
    expect(store.incidents.size).toBe(0);
  });

  it('counts no time in which the engine itself stood still as data that is missing', async () => {
    const quick = remote('quick', { intervalMs: SECOND, timeoutMs: 500 });
    const { clock, titles, store, says } = watchedAlerts([quick]);
    await clock.advance(30 * SECOND);
    for (let block = 0; block < 5; block += 1) {
      clock.stall(6 * SECOND);
      await clock.advance(10 * SECOND);
    }
    expect(titles()).toEqual([]);
    expect(store.incidents.size).toBe(0);
    says('quick', BROKEN);
    await clock.advance(20 * SECOND);
    clock.stall(6 * SECOND);
    await clock.advance(10 * SECOND);
    expect(titles()).toEqual(['quick is unhealthy']);
  });

  it('counts no time of a sleep that nobody announced as data that is missing', async () => {
    const { clock, titles, store } = watchedAlerts(FIVE_HUNDRED.slice(0, 50));
    await clock.advance(90 * SECOND);
    clock.suspend(8 * HOUR);
    await clock.advance(120 * SECOND);
    expect(titles()).toEqual([]);
    expect(store.incidents.size).toBe(0);
  });

  it('keeps what fired before a sleep as last known, without a repeat, and tells of its end', async () => {
    const { clock, signals, says, titles, alerts } = watchedAlerts([remote('api')]);
    says('api', BROKEN);
    await clock.advance(120 * SECOND);
    expect(titles()).toEqual(['api is unhealthy']);
    signals.suspend();
    clock.suspend(8 * HOUR);
    await clock.advance(SECOND);
    expect(alerts().present()?.core.standing('unhealthy', 'api')).toEqual({ phase: 'firing', frozen: true });
    signals.resume();
    says('api', FINE);
    await clock.advance(300 * SECOND);
    expect(titles()).toEqual(['api is unhealthy', 'api is healthy again']);
  });
});
