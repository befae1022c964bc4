import { describe, expect, it, vi } from 'vitest';
import { channelInHand } from '../../tests/fixtures/channel-in-hand.ts';
import { reconnectingApi } from './reconnecting-api.ts';

const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

/** A transport that fails until told otherwise, and a timer in the test's hands. */
function setUp() {
  const hands: ReturnType<typeof channelInHand>[] = [];
  const timers: { run: () => void; delayMs: number }[] = [];
  let reachable = true;
  const api = reconnectingApi({
    open: () => {
      if (!reachable) return Promise.reject(new Error('refused'));
      const hand = channelInHand();
      hands.push(hand);
      return Promise.resolve(hand.channel);
    },
    later: (run, delayMs) => {
      timers.push({ run, delayMs });
      return () => undefined;
    },
    random: () => 0.5,
  });
  return { api, hands, timers, setReachable: (next: boolean) => (reachable = next) };
}

describe('a connection that comes and goes', () => {
  it('tells its state at once and at every change', async () => {
    const { api, hands, timers } = setUp();
    const seen = vi.fn();
    api.onConnectionChange(seen);
    await settle();
    hands[0]?.channel.close();
    timers[0]?.run();
    await settle();
    expect(seen.mock.calls).toEqual([[false], [true], [false], [true]]);
  });

  it('keeps subscriptions through a reconnection, and drops those that ended', async () => {
    const { api, hands, timers } = setUp();
    const [kept, dropped] = [vi.fn(), vi.fn()];
    api.on('monitors', kept);
    const stop = api.on('monitors', dropped);
    await settle();
    hands[0]?.channel.close();
    stop();
    timers[0]?.run();
    await settle();
    hands[1]?.say({ type: 'event', name: 'monitors', payload: { at: 1, changed: [], removed: [] } });
    expect(kept).toHaveBeenCalledOnce();
    expect(dropped).not.toHaveBeenCalled();
  });

  it('waits longer after each failure, up to a limit', async () => {
    const { timers, setReachable, hands } = setUp();
    await settle();
    setReachable(false);
    hands[0]?.channel.close();
    for (let attempt = 0; attempt < 8; attempt += 1) {
      timers.at(-1)?.run();
      await settle();
    }
    const delays = timers.map(({ delayMs }) => delayMs);
    expect(delays.slice(0, 4)).toEqual([300, 600, 1200, 2400]);
    expect(Math.max(...delays)).toBe(8000);
  });

  it('refuses calls while there is nobody to answer', async () => {
    const { api, hands } = setUp();
    await settle();
    hands[0]?.channel.close();
    await expect(api.call('status', {})).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('tries at once when told that it would work now', async () => {
    const { api, hands } = setUp();
    await settle();
    hands[0]?.channel.close();
    api.retryNow();
    await settle();
    expect(hands).toHaveLength(2);
  });

  it('stays closed once closed', async () => {
    const { api, timers } = setUp();
    await settle();
    api.close();
    expect(timers).toHaveLength(0);
  });
});
