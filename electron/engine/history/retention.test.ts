import { describe, expect, it } from 'vitest';
import type { Retention } from '../../../shared/config/model.ts';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { temporaryDataDir } from '../../../tests/fixtures/data-dir.ts';
import { checkResult, openHistory, openWriter, silentLogger } from '../../../tests/fixtures/history.ts';
import { readRollups } from '../storage/tables/rollups.ts';
import { startRetention } from './retention.ts';
import { verifyRollups } from './verify.ts';

const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RETENTION: Retention = {
  resultsMs: 12 * HOUR,
  rollups5mMs: 2 * DAY,
  rollups1hMs: 3 * DAY,
  logsMs: DAY,
  incidentsMs: 2 * DAY,
  ledgerMs: 2 * DAY,
  logBytes: 1e9,
};

/** Five days of results, one a minute, each with a message of its hour; a state change every hour. */
function fiveDays(dataDir: string, clock: VirtualClock) {
  const writer = openWriter(dataDir, clock);
  for (let at = START; at < START + 5 * DAY; at += 60_000) {
    const hour = Math.floor((at - START) / HOUR);
    writer.recordResult(checkResult(at, { message: `hour ${hour}` }), 130_000);
    if (at % HOUR === 0) {
      writer.recordStateChange({
        monitorId: 'api',
        at,
        since: at,
        from: 'healthy',
        to: hour % 2 === 0 ? 'healthy' : 'degraded',
        message: '',
        components: [],
        reason: null,
      });
    }
  }
  writer.flush();
  clock.stepWall(5 * DAY);
  return writer;
}

describe('retention', () => {
  it('deletes what is too old, keeps the rest whole, and gives the space back', async () => {
    const dataDir = temporaryDataDir();
    const clock = new VirtualClock(START);
    const writer = fiveDays(dataDir, clock);
    const retention = startRetention(writer, { clock, logger: silentLogger });
    retention.configure(RETENTION);
    await clock.advance(120_000);
    retention.stop();
    writer.close();

    const now = clock.now();
    const db = openHistory(dataDir);
    const one = (sql: string) => Number(db.prepare(sql).pluck().get());
    const oldest = one('SELECT min(base_at + at) FROM results JOIN series ON key = series');
    expect(now - oldest).toBeGreaterThan(RETENTION.resultsMs - HOUR);
    expect(now - oldest).toBeLessThanOrEqual(RETENTION.resultsMs + 300_000);
    expect(now - readRollups(db, '5m').start(1)).toBeLessThanOrEqual(RETENTION.rollups5mMs + HOUR);
    expect(now - readRollups(db, '1h').start(1)).toBeLessThanOrEqual(RETENTION.rollups1hMs + HOUR);
    expect(one('SELECT count(*) FROM rollups_1h')).toBeGreaterThanOrEqual(70);
    // Twelve hours of messages and what is spared around them, out of a hundred and twenty.
    expect(one('SELECT count(*) FROM messages')).toBeLessThanOrEqual(16);
    expect(one('SELECT count(*) FROM results WHERE message NOT IN (SELECT id FROM messages)')).toBe(0);
    // One change from before still says what held when the kept time begins.
    expect(one(`SELECT count(*) FROM state_changes WHERE since <= ${now - RETENTION.rollups1hMs}`)).toBe(1);
    expect(one('PRAGMA freelist_count')).toBeLessThan(one('PRAGMA page_count') * 0.2);
    expect(verifyRollups(db)).toEqual([]);
  });

  it('lets the writer go on between two steps', () => {
    const dataDir = temporaryDataDir();
    const clock = new VirtualClock(START);
    const writer = fiveDays(dataDir, clock);
    const run = writer.retain(RETENTION);
    run.step();
    writer.recordResult(checkResult(clock.now(), { message: 'hour 3' }), 130_000);
    expect(writer.flush()).toBe(true);
    while (run.step());
    writer.recordResult(checkResult(clock.now() + 60_000, { message: 'hour 4' }), 130_000);
    writer.close();
    const db = openHistory(dataDir);
    const texts = db
      .prepare('SELECT text FROM results JOIN messages ON id = message ORDER BY series DESC, at DESC LIMIT 2')
      .pluck()
      .all();
    expect(texts).toEqual(['hour 4', 'hour 3']);
    expect(verifyRollups(db)).toEqual([]);
  });

  it('keeps a rollup as it is when a late result falls where raw rows are gone', () => {
    const dataDir = temporaryDataDir();
    const clock = new VirtualClock(START);
    const writer = fiveDays(dataDir, clock);
    const run = writer.retain(RETENTION);
    while (run.step());
    const at = START + 4 * DAY;
    const before = openHistory(dataDir).prepare('SELECT healthy FROM rollups_5m WHERE bucket = ?').pluck();
    expect(before.get(at / 300_000)).toBe(5);
    writer.recordResult(checkResult(at + 30_000), 130_000);
    writer.flush();
    expect(before.get(at / 300_000)).toBe(5);
  });
});
