/** Results through the engine's store, rollups included, against a bare loop of inserts of the same rows. */
import path from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import type { CheckResult } from '../shared/domain/check-result.ts';
import { inventMonitor } from '../electron/engine/history/fill-monitor.ts';
import { packResult } from '../electron/engine/history/pack.ts';
import { openHistoryWriter } from '../electron/engine/history/writer.ts';
import { HISTORY_FILE } from '../electron/engine/storage/data-dir.ts';
import { historyMigrations } from '../electron/engine/storage/migrations/history/index.ts';
import { openDatabase } from '../electron/engine/storage/open.ts';
import { checkResult, silentLogger } from '../tests/fixtures/history.ts';
import { seededRandom } from '../tests/fixtures/seeded-random.ts';
import { VirtualClock } from '../tests/fakes/virtual-clock.ts';
import type { Bench, BenchResult } from './bench.ts';
import { inScratch, took } from './scratch.ts';

const MONITORS = 500;
const INTERVAL_MS = 10_000;
const HOURS = 4;
const BATCH = 500;
const START = Date.UTC(2026, 0, 1);

export const storeWrites: Bench = {
  name: 'store-writes',
  async run() {
    const rows = invent(HOURS);
    const { bareMs, storeMs, sizes } = await inScratch((directory) => race(directory, rows));
    const perSecond = (ms: number) => (rows.length / ms) * 1000;
    const ratio = bareMs / storeMs;
    return [
      {
        id: 'store-writes/rate',
        title: `results written, rollups included (${MONITORS} monitors, ${rows.length.toLocaleString('en')} rows)`,
        value: perSecond(storeMs),
        unit: 'rows/s',
        baseline: perSecond(bareMs),
        ratio,
        goal: 'at least 0.7 × a bare loop of batched inserts of the same rows',
        met: ratio >= 0.7,
      },
      ...diskResults(sizes),
    ];
  },
};

/** Results of all monitors in the order in which they come in. */
function invent(hours: number): CheckResult[] {
  const random = seededRandom(1);
  const end = START + hours * 3_600_000;
  const monitors = Array.from({ length: MONITORS }, (_, index) =>
    inventMonitor(index, { start: START, now: end, asleep: [], random }),
  );
  const rows: CheckResult[] = [];
  for (let round = START; round < end; round += INTERVAL_MS) {
    monitors.forEach(({ id, resultAt }, index) => {
      const result = resultAt(round + (index * INTERVAL_MS) / MONITORS + Math.floor(random() * 15));
      if (!result) return;
      const { at, state, latencyUs, httpStatus, message } = result;
      rows.push(checkResult(at, { monitorId: id, state, latencyMs: latencyUs / 1000, httpStatus, message }));
    });
  }
  return rows;
}

/** Both write batch by batch in turn, so that whatever else the machine does slows down both. */
function race(
  directory: string,
  rows: readonly CheckResult[],
): { bareMs: number; storeMs: number; sizes: Sizes } {
  const storeDir = path.join(directory, 'store');
  const writer = openHistoryWriter(storeDir, { clock: new VirtualClock(START), logger: silentLogger });
  const bare = openBare(path.join(directory, 'bare', HISTORY_FILE));
  let bareMs = 0;
  let storeMs = 0;
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    bareMs += took(() => bare.insert(batch));
    storeMs += took(() => {
      for (const row of batch) writer.recordResult(row, 2 * INTERVAL_MS + 10_000);
      writer.flush();
    });
  }
  bare.close();
  writer.close();
  return { bareMs, storeMs, sizes: measure(path.join(storeDir, HISTORY_FILE)) };
}

/** The same rows into the same table of an equal database, and nothing else. */
function openBare(file: string) {
  const db = openDatabase(file, historyMigrations);
  const series = new Map<string, number>();
  const insert = db.prepare('INSERT INTO results (series, at, packed, message) VALUES (?, ?, ?, 0)');
  return {
    insert: db.transaction((batch: readonly CheckResult[]) => {
      for (const { monitorId, at, state, latencyMs, httpStatus } of batch) {
        let key = series.get(monitorId);
        if (key === undefined) {
          key = series.size + 1;
          series.set(monitorId, key);
        }
        const latencyUs = latencyMs === null ? null : Math.round(latencyMs * 1000);
        insert.run(key, at - START, packResult({ state, recheck: false, latencyUs, httpStatus }));
      }
    }),
    close: () => void db.close(),
  };
}

interface Sizes {
  results: number;
  rollups5m: number;
  rollups1h: number;
}

/** Bytes on disk for each row of the tables that grow. */
function measure(file: string): Sizes {
  const db = new BetterSqlite(file, { readonly: true });
  const sizes = {
    results: perRow(db, 'results'),
    rollups5m: perRow(db, 'rollups_5m'),
    rollups1h: perRow(db, 'rollups_1h'),
  };
  db.close();
  return sizes;
}

function perRow(db: Database, table: string): number {
  const bytes = Number(db.prepare('SELECT sum(pgsize) FROM dbstat WHERE name = ?').pluck().get(table));
  return bytes / Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
}

function diskResults({ results, rollups5m, rollups1h }: Sizes): BenchResult[] {
  const rows = {
    results: MONITORS * 48 * 360,
    rollups5m: MONITORS * 30 * 288,
    rollups1h: MONITORS * 90 * 24,
  };
  const total =
    (rows.results * results + rows.rollups5m * rollups5m + rows.rollups1h * rollups1h) / 1_000_000_000;
  const none = { baseline: null, ratio: null };
  return [
    {
      ...none,
      id: 'store-writes/bytes-a-result',
      title: `a raw result on disk, as ${MONITORS} monitors write it in turn for ${HOURS} h`,
      value: results,
      unit: 'bytes',
      goal: 'at most 28',
      met: results <= 28,
    },
    {
      ...none,
      id: 'store-writes/bytes-a-rollup',
      title: 'a 5-minute rollup of 30 results on disk',
      value: rollups5m,
      unit: 'bytes',
      goal: '',
      met: null,
    },
    {
      ...none,
      id: 'store-writes/disk-90-days',
      title: `disk for ${MONITORS} monitors at 10 s over 90 days (extrapolated from ${HOURS} h; 48 h raw, 30 d of 5 min, hours)`,
      value: total,
      unit: 'GB',
      goal: 'at most 1.5 GB',
      met: total <= 1.5,
    },
  ];
}
