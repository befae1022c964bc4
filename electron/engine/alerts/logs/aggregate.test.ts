import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogMatch } from '../core/inputs.ts';
import { aggregateMatches } from './aggregate.ts';

const NOON = Date.parse('2026-07-04T12:00:00Z');

function match(more: Partial<LogMatch> = {}): LogMatch {
  const hits = [{ condition: 'many\n', value: null }];
  return { source: 'app', hits, time: NOON, readAt: NOON, count: 1, group: null, backfilled: false, ...more };
}

const error = (fingerprint: string, isNew: boolean) => ({
  fingerprint,
  title: fingerprint,
  isNew,
  isRegressed: false,
});

describe('log records that fit the same rules', () => {
  it('are one match a second, with their number', () => {
    const times = [0, 400, 999, 1000].map((ms) => match({ time: NOON + ms, readAt: NOON + ms }));
    expect(aggregateMatches(times).map(({ time, count }) => [time - NOON, count])).toEqual([
      [0, 3],
      [1000, 1],
    ]);
  });

  it('are one match also where only some have the number', () => {
    const plain = match();
    const slow = match({ hits: [...plain.hits, { condition: 'p95\n', value: 5 }] });
    expect(aggregateMatches([plain, slow])).toEqual([{ ...slow, count: 2 }]);
    expect(aggregateMatches([slow, plain])).toEqual([{ ...slow, count: 2 }]);
  });

  it('keep the number in a field of each', () => {
    const slow = (value: number) =>
      match({
        hits: [
          { condition: 'many\n', value: null },
          { condition: 'p95\n', value },
        ],
      });
    const [one, ...others] = aggregateMatches([slow(5), slow(7), slow(5)]);
    expect(others).toEqual([]);
    expect(one?.count).toBe(3);
    expect(one?.hits.map(({ condition, value }) => [condition, value])).toEqual([
      ['many\n', null],
      ['p95\n', 5],
      ['p95\n', 7],
      ['p95\n', 5],
    ]);
  });

  it('stay apart where source, rules or error differ, and where an error is new', () => {
    const all = [
      match(),
      match({ source: 'web' }),
      match({ hits: [{ condition: 'other\n', value: null }] }),
      match({ group: error('a', true) }),
      match({ group: error('a', false) }),
      match({ group: error('b', true) }),
    ];
    expect(aggregateMatches([...all, ...all]).map(({ count }) => count)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('count at their own time where they were read late', () => {
    const late = [0, 1000].map((ms) => match({ time: NOON - 3_600_000 + ms, readAt: NOON }));
    expect(aggregateMatches(late)).toHaveLength(2);
    const soon = [0, 1000].map((ms) => match({ time: NOON - 5000 + ms, readAt: NOON }));
    expect(aggregateMatches(soon)).toHaveLength(1);
  });

  it('lose and gain nothing, however they are dealt', () => {
    const any = fc.record({
      source: fc.constantFrom('a', 'b'),
      time: fc.integer({ min: NOON, max: NOON + 3000 }),
      value: fc.option(fc.integer({ min: 0, max: 9 })),
    });
    fc.assert(
      fc.property(fc.array(any), (records) => {
        const matches = records.map(({ source, time, value }) =>
          match({
            source,
            time,
            readAt: time,
            hits: [
              { condition: 'x\n', value: null },
              ...(value === null ? [] : [{ condition: 'y\n', value }]),
            ],
          }),
        );
        const joined = aggregateMatches(matches);
        const count = joined.reduce((sum, one) => sum + one.count, 0);
        const values = joined.flatMap(({ hits }) =>
          hits.flatMap(({ value }) => (value === null ? [] : [value])),
        );
        expect(count).toBe(records.length);
        expect(values.toSorted((a, b) => a - b)).toEqual(
          records.flatMap(({ value }) => (value === null ? [] : [value])).toSorted((a, b) => a - b),
        );
      }),
    );
  });
});
