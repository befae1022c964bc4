import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { openLogs } from '../electron/engine/logs/open-logs.ts';
import { buildFilter } from '../electron/engine/logs/search/filter.ts';
import { encodeBlock } from '../electron/engine/logs/store/block.ts';
import type { StoredRecord } from '../electron/engine/logs/store/stored-record.ts';
import { LOGS_FILE } from '../electron/engine/storage/data-dir.ts';
import { logsMigrations } from '../electron/engine/storage/migrations/logs/index.ts';
import { closeDatabase, openDatabase } from '../electron/engine/storage/open.ts';
import { quantile, type Bench, type BenchResult } from './bench.ts';
import { inScratch } from './scratch.ts';

/** Against a scan of the uncompressed file by `rg`, which has nothing to decompress. */
const GOAL_ABSENT = 8;
const GOAL_NEWEST_MS = 50;
const GOAL_DISK = 0.2;
const BLOCK_LINES = 4800;
const ROUNDS = 5;
/** Beyond it lnav, which reads the whole file into its index first, is left out. */
const LNAV_BYTES = 300e6;
const ABSENT = 'zebrafish';
const COMMON = 'completed';

const START = Date.parse('2026-07-04T12:00:00.000Z');
const LEVELS = ['info', 'info', 'debug', 'warn'];

/** What winston's JSON format writes for a web service, ids included: about 218 bytes a line. */
function line(index: number): string {
  const id = (Math.imul(index, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return JSON.stringify({
    timestamp: new Date(START + index * 37).toISOString(),
    level: LEVELS[index % LEVELS.length],
    message: `GET /api/books/${(index * 7919) % 100_003} completed in ${index % 97} ms`,
    service: 'book-review-api',
    requestId: `req-${id}`,
    userId: `user-${(index * 31) % 5003}`,
    status: 200,
    durationMs: index % 97,
  });
}

/** Writes the lines as a file and as blocks of a store. */
function fill(
  dir: string,
  bytes: number,
  withFilters: boolean,
): { file: string; raw: number; records: number } {
  const file = path.join(dir, 'app.log');
  const out = openSync(file, 'w');
  const db = openDatabase(path.join(dir, LOGS_FILE), logsMigrations);
  db.exec(`INSERT INTO sources VALUES (1, 'web', 0);
    INSERT INTO files (key, source, log, path, checkpoint, first_seen, last_seen) VALUES (1, 1, 1, 'app.log', '{}', 0, 0)`);
  const insert = db.prepare(
    `INSERT INTO blocks (first_seq, last_seq, source, time_from, time_to, read_to, records, raw_bytes, levels, services, lines, meta, filter)
     VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, '["book-review-api"]', ?, ?, ?)`,
  );
  const levels = JSON.stringify([0, BLOCK_LINES / 4, BLOCK_LINES / 2, BLOCK_LINES / 4, 0, 0]);
  let raw = 0;
  let records = 0;
  for (; raw < bytes; records += BLOCK_LINES) {
    const block: StoredRecord[] = [];
    for (let index = 0; index < BLOCK_LINES; index++) {
      const text = line(records + index);
      const time = START + (records + index) * 37;
      const position = raw;
      raw += text.length + 1;
      block.push({
        seq: records + index + 1,
        source: 1,
        files: [1],
        position,
        time,
        readAt: time,
        level: [2, 2, 1, 3][index % 4] ?? 2,
        service: 'book-review-api',
        lines: 1,
        flags: 0,
        format: 'winston',
        group: null,
        raw: text,
      });
    }
    const text = `${block.map((record) => record.raw).join('\n')}\n`;
    writeSync(out, text);
    const encoded = encodeBlock(block);
    const [from, to] = [START + records * 37, START + (records + BLOCK_LINES - 1) * 37];
    const filter = withFilters ? buildFilter(encoded) : null;
    insert.run(
      records + 1,
      records + BLOCK_LINES,
      from,
      to,
      to,
      BLOCK_LINES,
      text.length,
      levels,
      encoded.lines,
      encoded.meta,
      filter,
    );
  }
  closeSync(out);
  closeDatabase(db);
  return { file, raw, records };
}

const base = {
  settings: [],
  sources: null,
  level: null,
  service: null,
  from: null,
  to: null,
  group: null,
  limit: 200,
};

/** Milliseconds that a whole search takes, page by page as it is asked. */
function searchMs(dir: string, search: string): number {
  const logs = openLogs(dir);
  try {
    const start = performance.now();
    let found = 0;
    let page = logs.query('logs', { ...base, search, before: null });
    for (found = page.records.length; page.next && found < 200; found += page.records.length) {
      page = logs.query('logs', { ...base, search, before: page.next });
    }
    if (found !== (search === ABSENT ? 0 : 200)) throw new Error(`${search}: ${found} records`);
    return performance.now() - start;
  } finally {
    logs.close();
  }
}

function commandMs(command: string, args: readonly string[]): number | null {
  const start = performance.now();
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'ignore'] });
  } catch (error) {
    const failed = error as { code?: string; status?: number };
    if (failed.code === 'ENOENT') return null;
    // rg ends with 1 where it finds nothing.
    if (failed.status !== 1) throw error;
  }
  return performance.now() - start;
}

const median = (run: () => number | null): number | null => {
  const values = Array.from({ length: ROUNDS }, run);
  return values.includes(null) ? null : quantile(values as number[], 0.5);
};

/** 200 MB where nothing is said; `--size=1GB` or `--size=10M` (records) for what the goals speak of. */
function bytesWanted(): number {
  const size = process.argv.find((arg) => arg.startsWith('--size='))?.slice(7) ?? '200MB';
  const match = /^(\d+)(MB|GB|M)$/u.exec(size);
  if (!match) throw new Error(`--size=${size}: expected such as 200MB, 1GB or 10M records`);
  return Number(match[1]) * { MB: 1e6, GB: 1e9, M: 218e6 }[match[2] as 'MB' | 'GB' | 'M'];
}

/** Searching a filled store, against rg and lnav on the same lines in the same run. */
export const logSearch: Bench = {
  name: 'log-search',
  run: () =>
    inScratch((scratch) =>
      [true, false].flatMap((withFilters) => {
        const dir = path.join(scratch, withFilters ? 'filtered' : 'plain');
        mkdirSync(dir, { mode: 0o700 });
        return measure(dir, withFilters);
      }),
    ),
};

function measure(dir: string, withFilters: boolean): BenchResult[] {
  const { file, raw, records } = fill(dir, bytesWanted(), withFilters);
  const gigabytes = raw / 1e9;
  const name = withFilters ? 'with filters' : 'without filters';
  const id = withFilters ? 'filtered' : 'plain';
  const absent = median(() => searchMs(dir, ABSENT)) ?? Number.NaN;
  const rg = median(() => commandMs('rg', ['-i', '-c', ABSENT, file]));
  const newest = median(() => searchMs(dir, COMMON)) ?? Number.NaN;
  const tail = median(() => commandMs('sh', ['-c', `tac "$1" | rg -i -m 200 ${COMMON}`, 'sh', file]));
  const disk = statSync(path.join(dir, LOGS_FILE)).size / raw;
  const ratio = rg === null ? null : absent / rg;
  const results: BenchResult[] = [
    {
      id: `log-search/${id}/absent`,
      title: `a word that occurs nowhere, ${name}, against rg -i on the file`,
      value: absent / 1000 / gigabytes,
      unit: 's/GB',
      baseline: rg === null ? null : rg / 1000 / gigabytes,
      ratio,
      goal: `at most ${GOAL_ABSENT} × rg`,
      met: ratio === null ? null : ratio <= GOAL_ABSENT,
    },
    {
      id: `log-search/${id}/newest`,
      title: `newest 200 of a common word in ${records.toLocaleString('en')} records, ${name}, against tac | rg -m 200`,
      value: newest,
      unit: 'ms',
      baseline: tail,
      ratio: tail === null ? null : newest / tail,
      goal: `at most ${GOAL_NEWEST_MS} ms`,
      met: newest <= GOAL_NEWEST_MS,
    },
    {
      id: `log-search/${id}/disk`,
      title: `disk taken, ${name}, of the raw bytes`,
      value: disk,
      unit: '×',
      baseline: null,
      ratio: null,
      goal: `at most ${GOAL_DISK}`,
      met: disk <= GOAL_DISK,
    },
  ];
  if (withFilters && raw <= LNAV_BYTES) {
    const lnav = commandMs('lnav', ['-n', '-c', `:filter-in ${ABSENT}`, file]);
    results.push({
      id: 'log-search/lnav/absent',
      title: 'a word that occurs nowhere, against lnav, which indexes the file first',
      value: absent / 1000 / gigabytes,
      unit: 's/GB',
      baseline: lnav === null ? null : lnav / 1000 / gigabytes,
      ratio: lnav === null ? null : absent / lnav,
      goal: '',
      met: null,
    });
  }
  return results;
}
