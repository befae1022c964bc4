import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogThread } from '../../electron/engine/logs/thread/log-thread.ts';
import { LOGS_FILE } from '../../electron/engine/storage/data-dir.ts';
import { openReadOnly } from '../../electron/engine/storage/open.ts';
import { logsMigrations } from '../../electron/engine/storage/migrations/logs/index.ts';
import { VirtualClock } from '../fakes/virtual-clock.ts';
import { temporaryDataDir } from '../fixtures/data-dir.ts';
import { logSource } from '../fixtures/log-source.ts';
import { recordsOnDisk } from '../fixtures/stored-logs.ts';

const DAY_MS = 86_400_000;
const line = (clock: VirtualClock, index: number, level = 'info') =>
  `${JSON.stringify({ timestamp: new Date(clock.now()).toISOString(), level, message: `${level} ${index} ${random(index)}` })}\n`;

/** Text that does not compress well. */
function random(index: number): string {
  let state = index + 1;
  return Array.from({ length: 20 }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) >>> 0;
    return state.toString(36);
  }).join('');
}

/** What happens in the log thread, on a clock of its own. */
function thread(logBytes = 2e9) {
  const dataDir = temporaryDataDir();
  const dir = path.join(path.dirname(dataDir), 'logs');
  fs.mkdirSync(dir);
  const clock = new VirtualClock();
  const logs = createLogThread({
    dataDir,
    clock,
    backlogWorker: new URL('../../electron/log-backlog-worker.ts', import.meta.url),
    tell: () => undefined,
  });
  const file = path.join(dataDir, LOGS_FILE);
  void logs.status(null);
  const configure = (ids: string[]) =>
    logs.configure({
      sources: ids.map((id) => logSource(dir, { id, pollMs: 1000 })),
      retention: { logsMs: 2 * DAY_MS, logBytes },
      zone: 'UTC',
    });
  return {
    dir,
    clock,
    logs,
    configure,
    bytes: () =>
      [file, `${file}-wal`].reduce(
        (sum, each) => sum + (fs.existsSync(each) ? fs.statSync(each).size : 0),
        0,
      ),
    write: (name: string, text: string) => fs.writeFileSync(path.join(dir, name), text),
    /** Lets time pass while real files are read: the clock waits for them. */
    async pass(ms: number) {
      const end = clock.monotonic() + ms;
      while (clock.monotonic() < end) {
        await clock.advance(Math.min(500, end - clock.monotonic()));
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    async until(done: () => boolean) {
      for (let turn = 0; turn < 3000 && !done(); turn += 1) {
        await clock.advance(200);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      expect(done()).toBe(true);
    },
    records: () => read(file, recordsOnDisk),
    rows: (sql: string) => read(file, (db) => db.prepare(sql).all()),
    close: () => logs.close(null),
  };
}

function read<T>(file: string, use: (db: ReturnType<typeof openReadOnly>) => T): T {
  const db = openReadOnly(file, logsMigrations);
  try {
    return use(db);
  } finally {
    db.close();
  }
}

describe('retention of logs', () => {
  it('deletes by age what was read: records, errors, counts, groups and logs that are gone', async () => {
    const { clock, ...log } = thread();
    await log.configure(['logs']);
    log.write(
      'old.log',
      Array.from({ length: 5000 }, (_, index) =>
        line(clock, index, index % 50 === 0 ? 'error' : 'info'),
      ).join(''),
    );
    await log.until(() => log.records().length === 5000);
    fs.rmSync(path.join(log.dir, 'old.log'));
    await log.until(() => log.rows("SELECT 1 FROM files WHERE checkpoint ->> 'finished' = 1").length === 1);
    clock.stall(3 * DAY_MS);
    log.write('new.log', line(clock, 1, 'error'));
    await log.until(() => log.records().some(({ raw }) => raw.includes('error 1 ')));
    await log.pass(3 * 3_600_000);
    expect(log.records().map(({ paths }) => path.basename(paths[0] ?? ''))).toEqual(['new.log']);
    expect(log.rows('SELECT seq FROM error_records')).toHaveLength(1);
    expect(log.rows('SELECT sum(count) AS count FROM log_counts')).toEqual([{ count: 1 }]);
    expect(log.rows('SELECT path FROM files')).toHaveLength(1);
    await log.close();
  }, 60_000);

  it('keeps the checkpoint of an old file that is still there, so that nothing is read twice', async () => {
    const { clock, ...log } = thread();
    await log.configure(['logs']);
    log.write('app.log.1', line(clock, 1));
    await log.until(() => log.records().length === 1);
    clock.stall(3 * DAY_MS);
    await log.until(() => log.records().length === 0);
    expect(log.records()).toEqual([]);
    await log.configure([]);
    await log.configure(['logs']);
    await log.pass(5000);
    expect(log.records()).toEqual([]);
    await log.close();
  }, 60_000);

  it('keeps all that logs take below the limit, the oldest blocks first, and gives the room back', async () => {
    const { clock, ...log } = thread(3_000_000);
    await log.configure(['logs']);
    for (let part = 0; part < 4; part += 1) {
      const lines = Array.from({ length: 10_000 }, (_, index) => line(clock, part * 10_000 + index));
      log.write(`part${part}.log`, lines.join(''));
      await log.until(() => log.records().some(({ raw }) => raw.includes(`info ${part * 10_000 + 9999} `)));
    }
    await log.until(() => log.bytes() <= 3_000_000);
    const kept = log.records();
    expect(kept.length).toBeGreaterThan(1000);
    expect(kept.at(-1)?.raw).toContain('info 39999 ');
    const numbers = kept.map(({ raw }) => Number(/info (\d+) /.exec(raw)?.[1]));
    expect(Math.min(...numbers)).toBeGreaterThan(5000);
    await log.close();
  }, 120_000);
});
