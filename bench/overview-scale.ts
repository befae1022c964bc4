/** The overview of 1,000 monitors with 90 days of history against that of 100. */
import { fillHistory } from '../electron/engine/history/fill.ts';
import { openHistory } from '../electron/engine/history/open-history.ts';
import { seededRandom } from '../tests/fixtures/seeded-random.ts';
import { quantile, type Bench } from './bench.ts';
import { inScratch, took } from './scratch.ts';

const DAY = 86_400_000;
const QUERIES = 20;
const NOW = Date.UTC(2026, 3, 1, 10, 17, 23);

export const overviewScale: Bench = {
  name: 'overview-scale',
  async run() {
    const few = await measure(100);
    const many = await measure(1000);
    const result = (what: 'first' | 'next', title: string, goal: boolean) => ({
      id: `overview-scale/${what}`,
      title,
      value: many[what],
      unit: 'ms',
      baseline: few[what],
      ratio: many[what] / few[what],
      goal: goal ? 'at most 2 × the time of 100 monitors' : '',
      met: goal ? many[what] / few[what] <= 2 : null,
    });
    return [
      result('first', 'overview of 1,000 monitors against 100, first of a reader', false),
      result('next', 'overview of 1,000 monitors against 100, as it is asked again', true),
    ];
  },
};

function measure(monitors: number): Promise<{ first: number; next: number }> {
  return inScratch((directory) => {
    fillHistory(directory, {
      days: 90,
      monitors,
      intervalMs: 60_000,
      timeoutMs: 10_000,
      retention: { resultsMs: 2 * DAY, rollups5mMs: 30 * DAY },
      now: NOW,
      random: seededRandom(3),
    });
    const history = openHistory(directory);
    const ids = history.query('latest', undefined).map(({ monitorId }) => monitorId);
    const ask = () => history.query('overview', { monitorIds: ids, from: NOW - DAY, to: NOW, cells: 48 });
    const first = took(ask);
    const next = Array.from({ length: QUERIES }, () => took(ask));
    history.close();
    return { first, next: quantile(next, 0.5) };
  });
}
