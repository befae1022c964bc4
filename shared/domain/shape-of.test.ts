import { describe, expect, it } from 'vitest';
import { aMonitor } from '../../tests/fixtures/monitor-status.ts';
import { tally } from './shape-of.ts';
import { SHAPE_SIZE, STATE_SHAPES } from './state-shapes.ts';

describe('counting monitors', () => {
  it('counts a paused one as paused, whatever its state, and no disabled one', () => {
    const counts = tally([
      aMonitor({ id: 'a' }),
      aMonitor({ id: 'b', state: 'unhealthy', paused: { since: 0, until: null } }),
      aMonitor({ id: 'c', state: 'unhealthy', enabled: false }),
    ]);
    expect(counts).toEqual({ healthy: 1, degraded: 0, unhealthy: 0, unknown: 0, paused: 1, total: 2 });
  });
});

describe('the five shapes', () => {
  it('differ from each other in outline, not only in colour', () => {
    const outlines = Object.values(STATE_SHAPES).map((layers) => JSON.stringify(layers));
    expect(new Set(outlines).size).toBe(5);
    expect(SHAPE_SIZE).toBe(16);
  });
});
