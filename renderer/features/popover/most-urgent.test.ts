import { expect, it } from 'vitest';
import { aMonitor } from '../../../tests/fixtures/monitor-status.ts';
import { mostUrgent } from './most-urgent.ts';

it('lists unhealthy before degraded, the newest first, and leaves out what is well, paused or unknown', () => {
  const paused = { since: 0, until: null };
  const monitors = [
    aMonitor({ id: 'well' }),
    aMonitor({ id: 'slow', state: 'degraded', since: 9 }),
    aMonitor({ id: 'old', state: 'unhealthy', since: 1 }),
    aMonitor({ id: 'new', state: 'unhealthy', since: 5 }),
    aMonitor({ id: 'paused', state: 'unhealthy', since: 7, paused }),
    aMonitor({ id: 'away', state: 'unknown' }),
  ];
  expect(mostUrgent(monitors).map(({ id }) => id)).toEqual(['new', 'old', 'slow']);
});
