import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryDataDir } from '../../../../tests/fixtures/data-dir.ts';
import { createLogStore, winstonLine, type LogStore } from '../../../../tests/fixtures/log-store.ts';
import { logFilterSchema } from '../../../../shared/contract/log-schemas.ts';
import { openLogs } from '../open-logs.ts';
import { createLogQueries, type LogQueries } from './index.ts';

const NOON = Date.parse('2026-07-04T12:00:00Z');
const everything = { ...logFilterSchema.parse({}), settings: [], limit: 200, before: null };

function withStore<T>(use: (store: LogStore, queries: LogQueries) => T): T {
  const store = createLogStore(temporaryDataDir());
  try {
    return use(store, createLogQueries(store.db));
  } finally {
    store.close();
  }
}

/** All pages of a question, one after the other. */
function allPages(queries: LogQueries, input: Parameters<LogQueries['logs']>[0]) {
  const messages: string[] = [];
  let pages = 0;
  let { before } = input;
  do {
    const page = queries.logs({ ...input, before });
    messages.push(...page.records.map(({ message }) => message));
    before = page.next;
    pages += 1;
  } while (before !== null && pages < 1000);
  return messages;
}

const chunk = fc.record({
  source: fc.constantFrom<string[]>('shop', 'blog', 'mail'),
  as: fc.constantFrom<('rows' | 'block' | 'filtered-block')[]>('rows', 'block', 'filtered-block'),
  records: fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 40 }),
      level: fc.constantFrom('debug', 'info', 'warn', 'error'),
      word: fc.constantFrom('alpha', 'beta', 'gamma'),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});

describe('records in a store', () => {
  it('are found by time, newest first, page by page, wherever they are kept', () => {
    fc.assert(
      fc.property(
        fc.array(chunk, { maxLength: 8 }),
        fc.constantFrom('', 'alpha', '-beta', 'alpha level:error'),
        fc.constantFrom(null, 'warn' as const),
        fc.constantFrom<(string[] | null)[]>(null, ['shop'], ['shop', 'mail']),
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom(0, 300, 1e9),
        (chunks, search, level, sources, limit, mostBytes) =>
          withStore((store, queries) => {
            const keys = new Map<string, number>();
            const model: { seq: number; time: number; text: string; fits: boolean }[] = [];
            for (const { source, as, records } of chunks) {
              const key = keys.get(source) ?? store.source(source);
              keys.set(source, key);
              const lines = records.map(({ at, level: own, word }, index) =>
                winstonLine(NOON + at * 1000, `${word} ${model.length + index}`, { level: own }),
              );
              for (const [index, { seq, time }] of store.add(key, lines, as).entries()) {
                const { word, level: own } = records[index] ?? { word: '', level: '' };
                const bySearch =
                  search === '' ||
                  (search === 'alpha' && word === 'alpha') ||
                  (search === '-beta' && word !== 'beta') ||
                  (search === 'alpha level:error' && word === 'alpha' && own === 'error');
                const byLevel = level === null || own === 'warn' || own === 'error';
                const bySource = sources === null || sources.includes(source);
                const text = `${word} ${model.length}`;
                model.push({ seq, time, text, fits: bySearch && byLevel && bySource });
              }
            }
            const expected = model
              .filter(({ fits }) => fits)
              .toSorted((a, b) => b.time - a.time || b.seq - a.seq)
              .map(({ text }) => text);
            expect(allPages(queries, { ...everything, search, level, sources, limit, mostBytes })).toEqual(
              expected,
            );

            const middle = Math.floor(model.length / 2);
            const inOrder = model.filter(({ seq, fits }) => fits && seq > middle).map(({ text }) => text);
            const since = queries.logsSince({ ...everything, search, level, sources, limit, after: middle });
            expect(since.records.map(({ message }) => message)).toEqual(inOrder.slice(-limit));
            expect(since.skipped).toBe(Math.max(0, inOrder.length - limit));
            expect(since.last).toBe(model.length);

            const followed: string[] = [];
            for (let after = middle, last = -1; last !== after;) {
              const next = queries.printedAfter({ ...everything, search, level, sources, limit, after });
              followed.push(...next.records.map(({ message }) => message));
              last = after;
              after = next.last;
            }
            expect(followed).toEqual(inOrder);
          }),
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  it('are told with their source, their files relative to its directory, their error and their group', () => {
    withStore((store, queries) => {
      const shop = store.source('shop', '/var/log/shop/app.log');
      const second = store.file(shop, '/var/log/shop/old/error.log');
      const line = winstonLine(NOON, 'no answer', {
        level: 'error',
        service: 'cart',
        error: {
          name: 'TimeoutError',
          message: 'after 5 s',
          stack: 'TimeoutError: after 5 s\n    at q (/app/db.js:3:1)',
        },
      });
      store.add(shop, [line], 'block', { files: [1, second] });
      const settings = [{ id: 'shop', dir: '/var/log/shop', pattern: null }];
      const { records } = queries.logs({ ...everything, settings });
      expect(records).toMatchObject([
        {
          seq: 1,
          time: NOON,
          timeGuessed: false,
          level: 'error',
          source: 'shop',
          files: ['app.log', 'old/error.log'],
          service: 'cart',
          message: 'no answer',
          error: 'TimeoutError: after 5 s',
          lines: 1,
          partial: false,
        },
      ]);
      const detail = queries.logRecord({ settings, seq: 1 });
      expect(detail).toMatchObject({
        exception: { name: 'TimeoutError', message: 'after 5 s' },
        format: 'winston',
        raw: line,
        offset: 0,
        group: records[0]?.group,
      });
      expect(detail?.group).toMatch(/^1-/u);
      expect(queries.logRecord({ settings, seq: 2 })).toBeNull();
    });
  });

  it('are found by the group of their error alone, after merging too', () => {
    withStore((store, queries) => {
      const shop = store.source('shop');
      const [one] = store.add(shop, [winstonLine(NOON, 'disk full', { level: 'error' })], 'block');
      const [two] = store.add(shop, [winstonLine(NOON + 1, 'no route to host', { level: 'error' })], 'rows');
      store.db.prepare('UPDATE error_groups SET merged_into = ? WHERE key = ?').run(one?.group, two?.group);
      const ids = store.db
        .prepare('SELECT fingerprint FROM error_groups ORDER BY key')
        .pluck()
        .all() as string[];
      const found = queries.logs({ ...everything, group: ids[1] ?? null });
      expect(found.records.map(({ message, group }) => [message, group])).toEqual([
        ['no route to host', ids[0]],
        ['disk full', ids[0]],
      ]);
      expect(queries.logs({ ...everything, group: 'nobody' }).records).toEqual([]);
    });
  });

  it('are found by service and within a span of time', () => {
    withStore((store, queries) => {
      const shop = store.source('shop');
      const lines = [0, 1, 2, 3].map((at) =>
        winstonLine(NOON + at, `at ${at}`, { service: at % 2 === 0 ? 'cart' : 'stock' }),
      );
      store.add(shop, lines.slice(0, 2), 'block');
      store.add(shop, lines.slice(2), 'rows');
      const messages = (filter: object) =>
        queries.logs({ ...everything, ...filter }).records.map(({ message }) => message);
      expect(messages({ service: 'cart' })).toEqual(['at 2', 'at 0']);
      expect(messages({ from: NOON + 1, to: NOON + 3 })).toEqual(['at 2', 'at 1']);
    });
  });

  it('keep the level and the time that they had when they were read', () => {
    withStore((store, queries) => {
      const shop = store.source('shop');
      store.add(shop, ['just words'], 'block', { readAt: NOON });
      expect(queries.logs(everything).records).toMatchObject([
        { time: NOON, timeGuessed: true, level: 'info' },
      ]);
    });
  });

  it('are refused for a search that cannot be read', () => {
    withStore((_, queries) => {
      expect(() => queries.logs({ ...everything, search: '/(/' })).toThrow('no pattern that RE2 accepts');
    });
  });
});

describe('records past a number', () => {
  it('come in portions where they are heavy', () => {
    withStore((store, queries) => {
      const shop = store.source('shop');
      const heavy = 'x'.repeat(60_000);
      store.add(
        shop,
        Array.from({ length: 100 }, (_, index) => winstonLine(NOON + index, heavy)),
        'block',
      );
      const { records, last } = queries.printedAfter({ ...everything, after: 0, limit: 1000 });
      expect(records.length).toBeGreaterThan(10);
      expect(records.length).toBeLessThan(100);
      expect(last).toBe(records.length);
    });
  });
});

describe('a store that is not there', () => {
  it('holds nothing', () => {
    const logs = openLogs(temporaryDataDir());
    expect(logs.missing).toBe(true);
    expect(logs.query('logs', everything)).toEqual({ records: [], next: null });
    expect(logs.query('logHistogram', { sources: null, from: 0, to: 1, buckets: 1 }).buckets).toHaveLength(1);
    logs.close();
  });

  it('of another version is refused in one line', () => {
    const store = createLogStore(temporaryDataDir());
    store.db.pragma('user_version = 20');
    store.close();
    expect(() => openLogs(store.dataDir)).toThrow('start Watchpost once');
  });
});
