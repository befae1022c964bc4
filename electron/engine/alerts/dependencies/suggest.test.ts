import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { State } from '../../../../shared/domain/state.ts';
import { DependencyGraph } from './dependency-graph.ts';
import type { MonitorPast } from './past.ts';
import { suggestDependencies } from './suggest.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const END = 30 * 24 * HOUR;
const LATE = 40_000;

/** Minutes at which it failed, for ten minutes each unless said otherwise. */
type Failed = number | [at: number, minutes: number] | [at: number, minutes: number, state: State];

/** A monitor that was healthy but for these times. */
function past(id: string, failed: readonly Failed[], dependsOn: string[] = [], lateMs = LATE): MonitorPast {
  const spans: { from: number; to: number; state: State }[] = [];
  let at = 0;
  for (const one of failed) {
    const [minute, minutes, state = 'unhealthy'] = typeof one === 'number' ? [one, 10] : one;
    const [from, to] = [minute * MINUTE, (minute + minutes) * MINUTE];
    if (from > at) spans.push({ from: at, to: from, state: 'healthy' });
    spans.push({ from, to, state });
    at = to;
  }
  spans.push({ from: at, to: END, state: 'healthy' });
  return { id, dependsOn, lateMs, spans };
}

/** Five failures, an odd number of hours apart; `later` in minutes. */
const five = (later = 0, start = 100): number[] =>
  [0, 1300, 2900, 7100, 20_300].map((at) => start + at + later);
const pairs = (pasts: MonitorPast[]) =>
  suggestDependencies(pasts).map(
    ({ child, parent, together, of }) => `${child} ← ${parent} ${together}/${of}`,
  );

describe('a dependency is suggested', () => {
  it('where a monitor failed with another every time, and by itself too', () => {
    const api = past('api', [...five(0.2), 25_000, 30_000, 31_000, 32_000]);
    expect(pairs([past('redis', five()), api])).toEqual(['api ← redis 5/5']);
  });

  it('on the one that begins first, where both always fail together', () => {
    expect(pairs([past('api', five(1)), past('redis', five())])).toEqual(['api ← redis 5/5']);
    expect(pairs([past('api', five()), past('redis', five(1))])).toEqual(['redis ← api 5/5']);
  });

  it('on neither, where nothing tells which', () => {
    expect(pairs([past('api', five()), past('redis', five())])).toEqual([]);
  });

  it('on the one that is looked at seldom, though it is seen to fail later', () => {
    const slow = past('redis', five(1.5), [], 5 * MINUTE);
    expect(pairs([past('api', five()), slow])).toEqual(['api ← redis 5/5']);
  });

  it('where it shared nearly all', () => {
    const own = [25_000, 30_000, 31_000];
    expect(pairs([past('redis', five()), past('api', [...five(0.5).slice(1), ...own])])).toEqual([
      'api ← redis 4/5',
    ]);
    expect(pairs([past('redis', five()), past('api', [...five(0.5).slice(2), ...own])])).toEqual([]);
  });

  it('after three failures, not after two', () => {
    const failed = five().slice(0, 3);
    const later = failed.map((at) => at + 1);
    expect(pairs([past('redis', failed), past('api', later)])).toEqual(['api ← redis 3/3']);
    expect(pairs([past('redis', failed.slice(1)), past('api', later.slice(1))])).toEqual([]);
  });

  it('between a parent and its children, never between siblings', () => {
    const fleet = [
      past('redis', five()),
      past('api', five(0.5)),
      past('shop', five(0.6)),
      past('web', five(0.7)),
    ];
    expect(pairs(fleet)).toEqual(['api ← redis 5/5', 'shop ← redis 5/5', 'web ← redis 5/5']);
  });

  it('between siblings neither, where their parent is known already', () => {
    expect(
      pairs([past('redis', five()), past('api', five(0.5), ['redis']), past('shop', five(1), ['redis'])]),
    ).toEqual([]);
    expect(pairs([past('redis', five()), past('api', five(0.5), ['redis']), past('shop', five(1))])).toEqual([
      'shop ← redis 5/5',
    ]);
  });

  it('along a chain, without what follows from it', () => {
    const extra = [25_000, 26_000, 27_000];
    const [gateway, api, web] = [
      five(),
      [...five(0.3), ...extra],
      [...five(0.6), ...extra.map((at) => at + 0.3)],
    ];
    const lonely = [30_000, 31_000, 32_000];
    expect(pairs([past('gateway', gateway), past('api', api), past('web', [...web, ...lonely])])).toEqual([
      'api ← gateway 5/5',
      'web ← api 3/3',
    ]);
  });
});

describe('no dependency is suggested', () => {
  it('that is there already, in either direction, through any number of steps', () => {
    const fleet = [past('a', five()), past('b', five(0.3), ['a']), past('c', five(0.6), ['b'])];
    expect(pairs(fleet)).toEqual([]);
    expect(pairs([past('a', five(), ['c']), past('b', five(1), ['a']), past('c', five(2))])).toEqual([]);
  });

  it('from a monitor that failed all the time', () => {
    const flapping = Array.from({ length: 2000 }, (_, index): Failed => [index * 21, 5]);
    const failed = Array.from({ length: 12 }, (_, index): Failed => [index * 2100 + 1, 10]);
    expect(pairs([past('redis', failed), past('flapping', flapping)])).toEqual([]);
  });

  it('from failures that came into sight only after sleep or offline', () => {
    const asleep = five().flatMap((at): Failed[] => [
      [at - 60, 60, 'unknown'],
      [at, 10],
    ]);
    expect(pairs([past('redis', asleep), past('api', asleep)])).toEqual([]);
  });

  it('from times at which the child was unknown, or failing before: they count neither way', () => {
    const [first = 0, second = 0, ...rest] = five();
    const api = past('api', [
      [first - 5, 60, 'unknown'],
      [second - 5, 60],
      ...rest.map((at) => at + 1),
      30_000,
    ]);
    expect(pairs([past('redis', five()), api])).toEqual(['api ← redis 3/3']);
  });

  it('where nearly everything failed at once', () => {
    const crowd = Array.from({ length: 10 }, (_, index) => past(`m${index}`, five(index / 20)));
    expect(pairs(crowd)).toEqual([]);
    const others = Array.from({ length: 10 }, (_, index) => past(`n${index}`, []));
    expect(pairs([...crowd, ...others]).every((line) => line.includes('← m0 5/5'))).toBe(true);
    expect(pairs([...crowd, ...others])).toHaveLength(9);
  });

  it('from one failure that flapped', () => {
    const flapping = [0, 3, 6, 9, 12].map((at): [number, number] => [100 + at, 1.5]);
    expect(
      pairs([
        past('redis', flapping),
        past(
          'api',
          flapping.map(([at]) => [at + 0.1, 1.4]),
        ),
      ]),
    ).toEqual([]);
  });

  it('from what never failed, or was never seen', () => {
    expect(pairs([])).toEqual([]);
    expect(pairs([past('a', []), { ...past('b', []), spans: [] }])).toEqual([]);
  });
});

describe('whatever failed', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const fleet = fc
    .record({
      storms: fc.array(fc.subarray(ids, { minLength: 1 }), { maxLength: 14 }),
      late: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 84, maxLength: 84 }),
      edges: fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 4 }),
    })
    .map(({ storms, late, edges }) =>
      ids.map((id, place) => {
        const failed = storms.flatMap((who, storm) =>
          who.includes(id) ? [100 + storm * 900 + (late[storm * 6 + place] ?? 0) / 100] : [],
        );
        // Towards smaller ids only, so that what is declared has no cycle.
        const dependsOn = edges.flatMap(([from, to]) =>
          from === place && to < place ? [ids[to] ?? ''] : [],
        );
        return past(id, failed, dependsOn);
      }),
    );

  it('suggestions close no cycle, repeat nothing and are within their counts', () => {
    fc.assert(
      fc.property(fleet, (pasts) => {
        const graph = new DependencyGraph(pasts);
        for (const { child, parent, together, of } of suggestDependencies(pasts)) {
          expect(graph.related(child, parent)).toBe(false);
          graph.add(child, parent);
          expect(together).toBeGreaterThanOrEqual(3);
          expect(together).toBeLessThanOrEqual(of);
          expect(together / of).toBeGreaterThanOrEqual(0.8);
        }
        for (const id of ids) expect(graph.ancestors(id).has(id)).toBe(false);
      }),
    );
  });

  it('the order of the monitors changes nothing', () => {
    fc.assert(
      fc.property(
        fleet.chain((pasts) =>
          fc.tuple(
            fc.constant(pasts),
            fc.shuffledSubarray(pasts, { minLength: pasts.length, maxLength: pasts.length }),
          ),
        ),
        ([pasts, shuffled]) => {
          expect(suggestDependencies(shuffled)).toEqual(suggestDependencies(pasts));
        },
      ),
    );
  });
});
