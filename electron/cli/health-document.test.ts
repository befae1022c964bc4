import { describe, expect, it } from 'vitest';
import { healthDocument, healthExitCode, type HealthEntry } from './health-document.ts';

const entry = (id: string, more: Partial<HealthEntry> = {}): HealthEntry => ({
  id,
  name: id,
  group: null,
  kind: 'http',
  state: 'healthy',
  latencyMs: 1,
  httpStatus: 200,
  message: '',
  components: [],
  ...more,
});

describe('the health document', () => {
  it('judges all monitors together and leaves paused ones out', () => {
    const monitors = [
      entry('a'),
      entry('b', { state: 'unhealthy', paused: true }),
      entry('c', { state: 'degraded' }),
    ];
    expect(healthDocument(monitors, 0)).toMatchObject({ state: 'degraded', at: '1970-01-01T00:00:00.000Z' });
  });

  it('is unknown when there is nothing to judge', () => {
    expect(healthDocument([], 0).state).toBe('unknown');
    expect(healthDocument([entry('a', { paused: true })], 0).state).toBe('unknown');
  });

  it('exits as Nagios plugins do', () => {
    expect(
      (['healthy', 'degraded', 'unhealthy', 'unknown'] as const).map((state) => healthExitCode(state)),
    ).toEqual([0, 1, 2, 3]);
    expect(healthExitCode('degraded', 'unhealthy')).toBe(0);
    expect(healthExitCode('unhealthy', 'unhealthy')).toBe(2);
  });
});
