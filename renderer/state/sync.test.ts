import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Status } from '../../shared/contract/schemas.ts';
import { apiInHand } from '../../tests/fixtures/api-in-hand.ts';
import { aMonitor, anInstance } from '../../tests/fixtures/monitor-status.ts';
import { createStore } from '../lib/store.ts';
import { NOTHING_KNOWN } from './live.ts';
import { syncLive } from './sync.ts';

const healthy = aMonitor({ id: 'a' });
const unhealthy = aMonitor({ id: 'a', state: 'unhealthy' });
const snapshot = (at: number, ...monitors: Status['monitors']): Status => ({
  at,
  instance: anInstance(),
  monitors,
});

function setUp(status: () => Status | Promise<Status>, connected = true) {
  const hand = apiInHand(
    {
      status,
      overview: () => ({ from: 0, to: 1, rows: [] }),
      activity: () => ({ entries: [] }),
      notifications: () => ({ notifications: [] }),
    },
    connected,
  );
  const store = createStore(NOTHING_KNOWN);
  return { ...hand, store, stop: syncLive(hand.api, store) };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('keeping up with the engine', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('reads everything at the first connection', async () => {
    const { store, calls } = setUp(() => snapshot(10, healthy));
    await settle();
    expect(store.get()).toMatchObject({ connection: 'connected', knownAt: 10, activity: [] });
    expect([...store.get().monitors.keys()]).toEqual(['a']);
    expect(calls).toEqual(['status', 'activity', 'notifications', 'overview']);
  });

  it('follows changes and removals, and leaves unchanged monitors as they are', async () => {
    const other = aMonitor({ id: 'b' });
    const { store, tell } = setUp(() => snapshot(10, healthy, other));
    await settle();
    tell('monitors', { at: 20, changed: [unhealthy], removed: [] });
    expect(store.get().monitors.get('a')?.state).toBe('unhealthy');
    expect(store.get().monitors.get('b')).toBe(other);
    tell('monitors', { at: 30, changed: [], removed: ['b'] });
    expect(store.get().monitors.has('b')).toBe(false);
  });

  it('applies an event that overtakes its snapshot, but not one that is older', async () => {
    let answer: (status: Status) => void = () => undefined;
    const { store, tell } = setUp(() => new Promise((resolve) => (answer = resolve)));
    tell('monitors', { at: 5, changed: [aMonitor({ id: 'gone' })], removed: [] });
    tell('monitors', { at: 11, changed: [unhealthy], removed: [] });
    answer(snapshot(10, healthy));
    await settle();
    expect(store.get().monitors.get('a')?.state).toBe('unhealthy');
    expect(store.get().monitors.has('gone')).toBe(false);
  });

  it('keeps what was known while disconnected, and reads it anew afterwards', async () => {
    let status = snapshot(10, healthy);
    const { store, setConnected } = setUp(() => status);
    await settle();
    setConnected(false);
    expect(store.get()).toMatchObject({ connection: 'lost', knownAt: 10 });
    expect(store.get().monitors.size).toBe(1);
    status = snapshot(50);
    setConnected(true);
    await settle();
    expect(store.get()).toMatchObject({ connection: 'connected', knownAt: 50 });
    expect(store.get().monitors.size).toBe(0);
  });

  it('reads the strips again soon after a state changed, and not at every check', async () => {
    const { tell, calls } = setUp(() => snapshot(10, healthy));
    await settle();
    const reads = () => calls.filter((name) => name === 'overview').length;
    tell('monitors', { at: 20, changed: [{ ...healthy, nextAt: 1 }], removed: [] });
    await vi.advanceTimersByTimeAsync(5000);
    expect(reads()).toBe(1);
    tell('monitors', { at: 30, changed: [unhealthy], removed: [] });
    await vi.advanceTimersByTimeAsync(5000);
    expect(reads()).toBe(2);
  });

  it('asks again when the first answer was an error', async () => {
    let failing = true;
    const { store } = setUp(() => {
      if (failing) throw new Error('not ready');
      return snapshot(10, healthy);
    });
    await settle();
    expect(store.get().connection).toBe('connecting');
    failing = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(store.get().connection).toBe('connected');
  });
});
