import path from 'node:path';
import type { Retention } from '../../../shared/config/model.ts';
import type { Random } from '../ports.ts';
import { HISTORY_FILE } from '../storage/data-dir.ts';
import { historyMigrations } from '../storage/migrations/history/index.ts';
import { closeDatabase, openDatabase } from '../storage/open.ts';
import { StorageError } from '../storage/errors.ts';
import { documents, RAW_FROM } from '../storage/tables/documents.ts';
import { readMonitors } from '../storage/tables/monitors.ts';
import { FIVE_MINUTES, ONE_HOUR } from './bucket.ts';
import { inventMonitor, inventNights } from './fill-monitor.ts';
import { filler } from './fill-rows.ts';
import { floorTo } from './track.ts';

const DAY = 24 * ONE_HOUR;
/** Hours from before the 5-minute rows are made from fewer results; their shape is the same. */
const COARSE_INTERVAL_MS = 5 * 60_000;

export interface FillOptions {
  days: number;
  monitors: number;
  intervalMs: number;
  timeoutMs: number;
  /** How far back raw results and 5-minute rows reach. */
  retention: Pick<Retention, 'resultsMs' | 'rollups5mMs'>;
  /** Where the history ends, epoch milliseconds. */
  now: number;
  random: Random;
  onProgress?: (done: number, of: number) => void;
}

export interface FillReport {
  monitors: number;
  results: number;
  rollups: number;
}

/**
 * Writes a history as if many services had been watched for long: daily waves of latency, outages with their state
 * changes, nights in which the machine slept. What is too old for raw rows is there as rollups only.
 * @param dataDir a data directory without a history
 * @throws StorageError, also where there is a history already
 */
export function fillHistory(dataDir: string, options: FillOptions): FillReport {
  const { days, intervalMs, timeoutMs, retention, now, random } = options;
  const file = path.join(dataDir, HISTORY_FILE);
  const db = openDatabase(file, historyMigrations);
  const report: FillReport = { monitors: 0, results: 0, rollups: 0 };
  try {
    if (readMonitors(db).all().length > 0) {
      throw new StorageError('other', file, `${file}: has a history already; choose another data directory`);
    }
    const start = floorTo(now - days * DAY, ONE_HOUR);
    const rawFrom = Math.max(start, floorTo(now - retention.resultsMs, FIVE_MINUTES));
    const from5m = Math.max(start, floorTo(now - retention.rollups5mMs, ONE_HOUR));
    documents(db).put(RAW_FROM, String(rawFrom));
    const write = filler(db, { rawFrom, from5m, intervalMs, holdsForMs: 2 * intervalMs + timeoutMs }, report);
    const asleep = inventNights(start, now, random);
    const one = db.transaction((index: number) => {
      const monitor = inventMonitor(index, { start, now, asleep, random });
      write.open(monitor);
      for (let at = start + Math.floor(random() * intervalMs); at < now;) {
        const stepMs = at < from5m ? Math.max(intervalMs, COARSE_INTERVAL_MS) : intervalMs;
        const result = monitor.resultAt(at);
        if (result) write.result(result, stepMs === intervalMs ? null : 2 * stepMs);
        at += stepMs;
      }
      write.close(now);
    });
    for (let index = 0; index < options.monitors; index += 1) {
      one.immediate(index);
      report.monitors += 1;
      options.onProgress?.(index + 1, options.monitors);
    }
    return report;
  } finally {
    closeDatabase(db);
  }
}
