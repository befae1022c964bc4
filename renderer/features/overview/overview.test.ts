import { describe, expect, it } from 'vitest';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { aMonitor } from '../../../tests/fixtures/monitor-status.ts';
import { matches, readFilter, writeFilter } from './filter.ts';
import { overviewItems } from './items.ts';
import { nextRow } from './use-row-keys.ts';

const order = (...monitors: MonitorStatus[]) =>
  overviewItems(monitors, new Map(monitors.map((monitor) => [monitor.id, monitor])), new Map()).map((item) =>
    item.kind === 'group' ? `[${item.name ?? '-'}]` : item.monitor.id,
  );

describe('the order of the overview', () => {
  it('puts groups with problems first, and problems first in their group', () => {
    expect(
      order(
        aMonitor({ id: 'a1', group: 'A' }),
        aMonitor({ id: 'b1', group: 'B' }),
        aMonitor({ id: 'b2', group: 'B', state: 'degraded' }),
        aMonitor({ id: 'c1', group: 'C', state: 'unhealthy' }),
      ),
    ).toEqual(['[C]', 'c1', '[B]', 'b2', 'b1', '[A]', 'a1']);
  });

  it('otherwise keeps the order of the configuration', () => {
    expect(order(aMonitor({ id: 'z', group: 'Z' }), aMonitor({ id: 'a', group: 'A' }))).toEqual([
      '[Z]',
      'z',
      '[A]',
      'a',
    ]);
  });

  it('does not lift a group for a monitor that is paused or unknown', () => {
    expect(
      order(
        aMonitor({ id: 'a', group: 'A' }),
        aMonitor({ id: 'b', group: 'B', state: 'unhealthy', paused: { since: 0, until: null } }),
        aMonitor({ id: 'c', group: 'C', state: 'unknown' }),
      )[0],
    ).toBe('[A]');
  });

  it('puts monitors without a group last', () => {
    expect(order(aMonitor({ id: 'x' }), aMonitor({ id: 'a', group: 'A' }))).toEqual(['[A]', 'a', '[-]', 'x']);
  });
});

describe('the filter', () => {
  const monitor = aMonitor({
    id: 'book-api',
    name: 'Book Review API',
    group: 'Books',
    state: 'unhealthy',
    labels: { team: 'readers' },
    components: [
      { path: 'redis', state: 'unhealthy' },
      { path: 'mongo', state: 'healthy' },
    ],
  });
  const fits = (text: string, shapes: readonly 'healthy'[] | readonly 'unhealthy'[] = []) =>
    matches(monitor, { text, shapes }, (shape) => (shape === 'unhealthy' ? 'krank' : shape));

  it.each(['review', 'BOOKS', 'redis', 'unhealthy', 'krank', 'readers', 'books redis'])(
    'finds "%s"',
    (text) => {
      expect(fits(text)).toBe(true);
    },
  );

  it.each(['mongo', 'shop', 'review shop'])('does not find "%s"', (text) => {
    expect(fits(text)).toBe(false);
  });

  it('does not find unhealthy for "healthy"', () => {
    expect(fits('healthy')).toBe(false);
  });

  it('narrows to the chosen states', () => {
    expect(fits('', ['unhealthy'])).toBe(true);
    expect(fits('', ['healthy'])).toBe(false);
  });

  it('survives its journey through the address, beside other keys', () => {
    const query = writeFilter(new URLSearchParams('keep=1'), {
      text: 'a b&c',
      shapes: ['degraded', 'unhealthy'],
    });
    expect(query.get('keep')).toBe('1');
    expect(readFilter(new URLSearchParams(query.toString()))).toEqual({
      text: 'a b&c',
      shapes: ['unhealthy', 'degraded'],
    });
    expect(writeFilter(query, { text: '', shapes: [] }).toString()).toBe('keep=1');
  });
});

describe('moving between rows', () => {
  const items = overviewItems(
    [aMonitor({ id: 'a', group: 'A' }), aMonitor({ id: 'b', group: 'B' })],
    new Map(),
    new Map(),
  );

  it('begins at the first row and steps over group heads', () => {
    expect(nextRow(items, -1, 1)?.key).toBe('a');
    expect(nextRow(items, 1, 1)?.key).toBe('b');
    expect(nextRow(items, 3, -1)?.key).toBe('a');
  });

  it('stops at both ends', () => {
    expect(nextRow(items, 3, 1)).toBeNull();
    expect(nextRow(items, 1, -1)).toBeNull();
  });
});
