import { describe, expect, it } from 'vitest';
import { temporaryDataDir } from '../../../../tests/fixtures/data-dir.ts';
import { createLogStore, winstonLine } from '../../../../tests/fixtures/log-store.ts';
import { createLogQueries } from './index.ts';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-07-04T12:00:00Z');
const MINUTE = 60_000;

function filled() {
  const store = createLogStore(temporaryDataDir());
  const shop = store.source('shop');
  const blog = store.source('blog');
  const error = (at: number, message: string, service = 'web') =>
    winstonLine(NOON + at, message, { level: 'error', service });
  store.add(
    shop,
    [error(-5 * HOUR, 'disk full'), error(-HOUR, 'disk full'), error(-10 * MINUTE, 'no route')],
    'block',
  );
  store.add(blog, [error(-MINUTE, 'disk full'), winstonLine(NOON, 'all well')], 'rows');
  store.add(shop, [winstonLine(NOON - MINUTE, 'slow', { level: 'warn' })], 'filtered-block');
  const queries = createLogQueries(store.db);
  const ids = store.db.prepare('SELECT fingerprint FROM error_groups ORDER BY key').pluck().all() as string[];
  return { store, queries, ids };
}

const asked = {
  sources: null,
  since: NOON - 2 * HOUR,
  now: NOON,
  states: null,
  search: '',
  limit: 100,
  trendBuckets: 4,
};

describe('error groups', () => {
  it('are told with the last seen first, where they occurred, and how often when', () => {
    const { store, queries, ids } = filled();
    expect(queries.errorGroups(asked)).toEqual([
      {
        id: ids[0],
        sources: ['blog', 'shop'],
        service: 'web',
        title: 'disk full',
        level: 'error',
        state: 'open',
        count: 3,
        firstSeen: NOON - 5 * HOUR,
        lastSeen: NOON - MINUTE,
        trend: [0, 0, 1, 1],
        merged: [],
      },
      expect.objectContaining({ id: ids[1], title: 'no route', count: 1, trend: [0, 0, 0, 1] }),
    ]);
    store.close();
  });

  it('can be asked for by source, state and words of the title', () => {
    const { store, queries, ids } = filled();
    store.db.prepare("UPDATE error_groups SET state = 'resolved' WHERE fingerprint = ?").run(ids[0]);
    const titles = (more: object) => queries.errorGroups({ ...asked, ...more }).map(({ title }) => title);
    expect(titles({ sources: ['blog'] })).toEqual(['disk full']);
    expect(titles({ states: ['open', 'regressed'] })).toEqual(['no route']);
    expect(titles({ search: 'ROUTE no' })).toEqual(['no route']);
    expect(titles({ since: NOON - 5 * MINUTE })).toEqual(['disk full']);
    expect(titles({ limit: 1 })).toEqual(['disk full']);
    store.close();
  });

  it('that were merged are one', () => {
    const { store, queries, ids } = filled();
    store.db.prepare('UPDATE error_groups SET merged_into = 2 WHERE key = 1').run();
    const [group, ...others] = queries.errorGroups(asked);
    expect(others).toEqual([]);
    expect(group).toMatchObject({
      id: ids[1],
      title: 'no route',
      count: 4,
      firstSeen: NOON - 5 * HOUR,
      lastSeen: NOON - MINUTE,
      merged: [{ id: ids[0], title: 'disk full' }],
    });
    const one = queries.errorGroup({
      settings: [],
      id: ids[0] ?? '',
      since: NOON - HOUR,
      now: NOON,
      trendBuckets: 2,
    });
    expect(one.group?.id).toBe(ids[1]);
    expect(one.bucketMs).toBe(HOUR / 2);
    expect(one.samples.map(({ message, time }) => [message, time - NOON])).toEqual([
      ['disk full', -MINUTE],
      ['no route', -10 * MINUTE],
      ['disk full', -HOUR],
      ['disk full', -5 * HOUR],
    ]);
    store.close();
  });

  it('that nobody knows are none', () => {
    const { store, queries } = filled();
    const answer = queries.errorGroup({ settings: [], id: 'x', since: 0, now: NOON, trendBuckets: 2 });
    expect(answer).toMatchObject({ group: null, samples: [] });
    store.close();
  });
});

describe('the histogram', () => {
  it('counts levels in buckets of whole minutes, empty ones too', () => {
    const { store, queries } = filled();
    const { bucketMs, buckets } = queries.logHistogram({
      sources: ['shop'],
      from: NOON - 12 * MINUTE,
      to: NOON,
      buckets: 6,
    });
    expect(bucketMs).toBe(2 * MINUTE);
    expect(buckets).toEqual([
      { at: NOON - 12 * MINUTE, counts: [0, 0, 0, 0, 0, 0] },
      { at: NOON - 10 * MINUTE, counts: [0, 0, 0, 0, 1, 0] },
      { at: NOON - 8 * MINUTE, counts: [0, 0, 0, 0, 0, 0] },
      { at: NOON - 6 * MINUTE, counts: [0, 0, 0, 0, 0, 0] },
      { at: NOON - 4 * MINUTE, counts: [0, 0, 0, 0, 0, 0] },
      { at: NOON - 2 * MINUTE, counts: [0, 0, 0, 1, 0, 0] },
    ]);
    const all = queries.logHistogram({ sources: null, from: NOON - 6 * HOUR, to: NOON + 1, buckets: 500 });
    expect(all.buckets.length).toBeLessThanOrEqual(500);
    expect(all.buckets.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count)).toBe(6);
    store.close();
  });
});

describe('evidence', () => {
  it('is the worst that some sources say around an instant, and what they say for the first time', () => {
    const { store, queries, ids } = filled();
    const evidence = queries.logEvidence({ settings: [], sources: ['blog', 'shop'], at: NOON, limit: 2 });
    expect(evidence.records.map(({ message }) => message)).toEqual(['disk full', 'slow']);
    expect(evidence).toMatchObject({ from: NOON - 120_000, to: NOON + 120_000, more: 1, groups: [] });
    const earlier = queries.logEvidence({ settings: [], sources: ['shop'], at: NOON - 9 * MINUTE, limit: 5 });
    expect(earlier.groups.map(({ id }) => id)).toEqual([ids[1]]);
    const elsewhere = queries.logEvidence({
      settings: [],
      sources: ['blog'],
      at: NOON - 9 * MINUTE,
      limit: 5,
    });
    expect(elsewhere).toMatchObject({ groups: [], records: [], more: 0 });
    expect(queries.logEvidence({ settings: [], sources: [], at: NOON, limit: 5 })).toMatchObject({
      records: [],
      more: 0,
    });
    store.close();
  });
});
