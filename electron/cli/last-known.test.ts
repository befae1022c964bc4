import { describe, expect, it } from 'vitest';
import { httpMonitor } from '../../tests/fixtures/http-monitor.ts';
import { FRESH_MEMORY, type MonitorMemory } from '../engine/monitors/memory.ts';
import { lastKnown } from './last-known.ts';

const AT = Date.UTC(2026, 0, 1, 12);

const monitor = httpMonitor({ id: 'web', name: 'Web', group: 'Shop', url: 'http://127.0.0.1:9/' });

function latest(memory: Partial<MonitorMemory> = {}) {
  return {
    monitorId: 'web',
    memory: {
      ...FRESH_MEMORY,
      confirmation: {
        ...FRESH_MEMORY.confirmation,
        state: 'degraded' as const,
        lastState: 'degraded' as const,
        since: AT - 60_000,
        message: 'slow',
      },
      ...memory,
    },
    last: {
      at: AT,
      state: 'degraded' as const,
      latencyMs: 12,
      httpStatus: 200,
      message: 'slow',
      recheck: false,
    },
    holdsForMs: 70_000,
  };
}

describe('what is last known of a monitor', () => {
  it('is its confirmed state while its data holds', () => {
    expect(lastKnown(monitor, latest(), AT + 70_000)).toEqual({
      id: 'web',
      name: 'Web',
      group: 'Shop',
      kind: 'http',
      state: 'degraded',
      latencyMs: 12,
      httpStatus: 200,
      message: 'slow',
      components: [],
      since: '2026-01-01T11:59:00.000Z',
      dataAgeMs: 70_000,
      lastState: 'degraded',
    });
  });

  it('is unknown since its data ceased to hold, with the state before', () => {
    expect(lastKnown(monitor, latest(), AT + 70_001)).toMatchObject({
      state: 'unknown',
      lastState: 'degraded',
      since: '2026-01-01T12:01:10.000Z',
      dataAgeMs: 70_001,
    });
  });

  it('stays the state as last known while it is paused, however old', () => {
    const paused = { since: AT, until: null };
    expect(lastKnown(monitor, latest({ paused }), AT + 1e9)).toMatchObject({
      state: 'degraded',
      paused: true,
    });
  });

  it('is no longer paused when the pause ended while nobody was there to end it', () => {
    const paused = { since: AT, until: AT + 100_000 };
    expect(lastKnown(monitor, latest({ paused }), AT + 99_999)).toMatchObject({ paused: true });
    const after = lastKnown(monitor, latest({ paused }), AT + 100_000);
    expect(after).not.toHaveProperty('paused');
    expect(after.state).toBe('unknown');
  });

  it.each([undefined, { ...latest(), memory: FRESH_MEMORY, last: null }])(
    'is nothing before the first check',
    (none) => {
      expect(lastKnown(monitor, none, AT)).toMatchObject({
        state: 'unknown',
        since: null,
        dataAgeMs: null,
        lastState: null,
        message: 'not checked yet',
      });
    },
  );

  it('is paused also before the first check', () => {
    const paused = { since: AT, until: null };
    const never = { ...latest(), memory: { ...FRESH_MEMORY, paused }, last: null };
    expect(lastKnown(monitor, never, AT)).toMatchObject({ state: 'unknown', paused: true });
  });
});
