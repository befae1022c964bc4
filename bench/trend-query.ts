/** The 30-day trend of a monitor against a scan of its raw rows, both over the same results. */
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { fillHistory } from '../electron/engine/history/fill.ts';
import { openHistory } from '../electron/engine/history/open-history.ts';
import { openTables } from '../electron/engine/history/queries/tables.ts';
import { HISTORY_FILE } from '../electron/engine/storage/data-dir.ts';
import { seededRandom } from '../tests/fixtures/seeded-random.ts';
import { quantile, type Bench } from './bench.ts';
import { inScratch, took } from './scratch.ts';

const DAY = 86_400_000;
const MONITORS = 20;
const POINTS = 800;
const QUERIES = 400;
const SCANS = 20;
const NOW = Date.UTC(2026, 3, 1, 10, 17, 23);

export const trendQuery: Bench = {
  name: 'trend-query',
  run: () =>
    inScratch((directory) => {
      // Raw rows are kept for all 30 days here, so that there is something to scan.
      fillHistory(directory, {
        days: 31,
        monitors: MONITORS,
        intervalMs: 10_000,
        timeoutMs: 10_000,
        retention: { resultsMs: 31 * DAY, rollups5mMs: 31 * DAY },
        now: NOW,
        random: seededRandom(2),
      });
      const from = NOW - 30 * DAY;
      const monitorId = (index: number) => `service-${String((index % MONITORS) + 1).padStart(4, '0')}`;

      const history = openHistory(directory);
      const trend = (index: number) =>
        history.query('trend', { monitorId: monitorId(index), from, to: NOW, points: POINTS, now: NOW });
      const db = new BetterSqlite(path.join(directory, HISTORY_FILE), { readonly: true });
      const tables = openTables(db);
      const scan = (index: number) => {
        const key = tables.monitors.find(monitorId(index))?.key ?? 0;
        let slowest = 0;
        for (const { latencyUs } of tables.results.between(key, from, NOW)) {
          slowest = Math.max(slowest, latencyUs ?? 0);
        }
        return slowest;
      };
      for (let index = 0; index < MONITORS; index += 1) trend(index);
      const trends = Array.from({ length: QUERIES }, (_, index) => took(() => trend(index)));
      scan(0);
      const scans = Array.from({ length: SCANS }, (_, index) => took(() => scan(index)));
      history.close();
      db.close();

      const typical = quantile(trends, 0.5);
      const bare = quantile(scans, 0.5);
      const slow = quantile(trends, 0.95);
      return [
        {
          id: 'trend-query/30-days',
          title: `30-day trend in ${POINTS} columns, against the scan of its raw rows (10 s)`,
          value: typical,
          unit: 'ms',
          baseline: bare,
          ratio: bare / typical,
          goal: 'at least 20 × faster',
          met: bare / typical >= 20,
        },
        {
          id: 'trend-query/30-days/p95',
          title: '30-day trend, p95',
          value: slow,
          unit: 'ms',
          baseline: null,
          ratio: null,
          goal: 'at most 10 ms',
          met: slow <= 10,
        },
      ];
    }),
};
