import { describe, expect, it } from 'vitest';
import { compareSeverity, milder, overallState, worse } from './state.ts';

describe('states', () => {
  it('orders healthy before degraded before unhealthy', () => {
    expect(compareSeverity('healthy', 'degraded')).toBeLessThan(0);
    expect(compareSeverity('unhealthy', 'degraded')).toBeGreaterThan(0);
  });

  it('lets unknown never outweigh something known', () => {
    expect(worse('unknown', 'healthy')).toBe('healthy');
    expect(worse('degraded', 'unknown')).toBe('degraded');
  });

  it('picks the milder of two', () => {
    expect(milder('degraded', 'unhealthy')).toBe('degraded');
  });

  it('judges many as unhealthy > degraded > unknown > healthy', () => {
    expect(overallState(['healthy', 'unknown'])).toBe('unknown');
    expect(overallState(['unknown', 'degraded', 'healthy'])).toBe('degraded');
    expect(overallState(['degraded', 'unhealthy'])).toBe('unhealthy');
  });

  it('calls nothing at all unknown', () => {
    expect(overallState([])).toBe('unknown');
  });
});
