import { describe, expect, it } from 'vitest';
import { temporaryDataDir } from '../../../tests/fixtures/data-dir.ts';
import { checkResult, openHistory, openWriter } from '../../../tests/fixtures/history.ts';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { readMonitors } from '../storage/tables/monitors.ts';
import { readResults } from '../storage/tables/results.ts';
import { readRollups } from '../storage/tables/rollups.ts';
import { verifyRollups } from './verify.ts';

const START = Date.UTC(2026, 0, 1);
const HOLDS = 25_000;

function count(dataDir: string, table: string): unknown {
  return openHistory(dataDir).prepare(`SELECT count(*) FROM ${table}`).pluck().get();
}

describe('the writer of the history', () => {
  it('commits a result within 250 ms, without being asked', async () => {
    const dataDir = temporaryDataDir();
    const clock = new VirtualClock(START);
    const writer = openWriter(dataDir, clock);
    writer.recordResult(checkResult(START), HOLDS);
    expect(count(dataDir, 'results')).toBe(0);
    await clock.advance(250);
    expect(count(dataDir, 'results')).toBe(1);
  });

  it('keeps what a result said, its message once for all results that have it', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    for (let index = 0; index < 3; index += 1) {
      writer.recordResult(
        checkResult(START + index * 10_000, {
          state: 'unhealthy',
          message: 'HTTP 503',
          httpStatus: 503,
          latencyMs: 1234.5678,
        }),
        HOLDS,
      );
    }
    writer.close();
    const db = openHistory(dataDir);
    expect(readResults(db).between(1, START, START + 60_000)[1]).toEqual({
      at: START + 10_000,
      state: 'unhealthy',
      recheck: false,
      latencyUs: 1_234_568,
      httpStatus: 503,
      holdsForMs: HOLDS,
      message: 1,
    });
    expect(db.prepare('SELECT text FROM messages').pluck().all()).toEqual(['HTTP 503']);
  });

  it('writes a bucket once it is over, and its hour from its buckets', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    for (let at = START; at < START + 3_700_000; at += 10_000) writer.recordResult(checkResult(at), HOLDS);
    writer.close();
    const db = openHistory(dataDir);
    expect(readRollups(db, '5m').between(1, START, START + 7_200_000)).toHaveLength(12);
    expect(readRollups(db, '1h').between(1, START, START + 7_200_000)).toHaveLength(1);
    expect(verifyRollups(db)).toEqual([]);
  });

  it('closes buckets of a monitor that falls silent', async () => {
    const dataDir = temporaryDataDir();
    const clock = new VirtualClock(START);
    const writer = openWriter(dataDir, clock);
    writer.recordResult(checkResult(START), HOLDS);
    await clock.advance(7_200_000);
    writer.flush();
    const db = openHistory(dataDir);
    expect(readRollups(db, '1h').end(1)).toBe(START + 3_600_000);
  });

  it('starts a new series when a monitor is asked at another pace', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    writer.recordResult(checkResult(START), 25_000);
    writer.recordResult(checkResult(START + 10_000), 70_000);
    writer.recordResult(checkResult(START + 40_000), 70_000);
    writer.close();
    const rows = readResults(openHistory(dataDir)).between(1, START, START + 100_000);
    expect(rows.map(({ at, holdsForMs }) => [at - START, holdsForMs])).toEqual([
      [0, 25_000],
      [10_000, 70_000],
      [40_000, 70_000],
    ]);
  });

  it('remembers monitors by name across restarts, and what each had to remember', () => {
    const dataDir = temporaryDataDir();
    const before = openWriter(dataDir);
    before.recordResult(checkResult(START, { monitorId: 'a' }), HOLDS);
    before.recordResult(checkResult(START, { monitorId: 'b' }), HOLDS);
    before.saveMemory('a', '{"n":1}');
    before.saveMemory('a', '{"n":2}');
    before.saveMemory('b', '{}');
    before.close();
    const after = openWriter(dataDir);
    expect(after.loadMemories()).toEqual(
      new Map([
        ['a', '{"n":2}'],
        ['b', '{}'],
      ]),
    );
    after.forgetMemory('b');
    after.recordResult(checkResult(START + 10_000, { monitorId: 'b' }), HOLDS);
    after.close();
    const db = openHistory(dataDir);
    expect(
      readMonitors(db)
        .all()
        .map(({ id }) => id),
    ).toEqual(['a', 'b']);
    expect(readResults(db).between(2, START, START + 60_000)).toHaveLength(2);
  });

  it('keeps both of two results of one millisecond', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    writer.recordResult(checkResult(START), HOLDS);
    writer.recordResult(checkResult(START), HOLDS);
    writer.close();
    expect(count(dataDir, 'results')).toBe(2);
  });

  it('takes a clock that steps back: no bucket twice, none negative, each as its raw rows say', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    const record = (from: number, to: number, shift: number) => {
      for (let at = from; at < to; at += 10_000) {
        writer.recordResult(
          checkResult(START + at + shift, { state: shift < 0 ? 'unhealthy' : 'healthy' }),
          HOLDS,
        );
      }
    };
    record(0, 5_400_000, 0);
    record(5_400_000, 10_800_000, -3_600_000);
    writer.close();
    const db = openHistory(dataDir);
    expect(verifyRollups(db)).toEqual([]);
    expect(
      db.prepare('SELECT min(healthy_ms + unhealthy_ms), max(unknown_ms) FROM rollups_5m').raw().get(),
    ).toEqual([300_000, 0]);
  });

  it('takes a late result into an hour that stands already, also after a restart', async () => {
    const dataDir = temporaryDataDir();
    const clock = new VirtualClock(START);
    const writer = openWriter(dataDir, clock);
    writer.recordResult(checkResult(START), 70_000);
    await clock.advance(3_720_000);
    writer.recordResult(checkResult(START + 3_230_000), 70_000);
    writer.close();
    const after = openWriter(dataDir, new VirtualClock(START + 3_230_000));
    after.recordResult(checkResult(START + 3_230_000), 70_000);
    after.close();
    const db = openHistory(dataDir);
    expect(verifyRollups(db)).toEqual([]);
    expect(db.prepare('SELECT healthy FROM rollups_1h').pluck().all()).toEqual([3]);
  });

  it('remembers over a restart which canaries have answered', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    expect(writer.loadCanaries()).toEqual([]);
    writer.saveCanaries(['tcp://192.0.2.1:53']);
    writer.close();
    const after = openWriter(dataDir);
    expect(after.loadCanaries()).toEqual(['tcp://192.0.2.1:53']);
    after.close();
  });

  it('finds its way back after a clock that stood years ahead', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    const ahead = 4 * 365 * 86_400_000;
    for (let at = 0; at < 600_000; at += 10_000) writer.recordResult(checkResult(START + ahead + at), HOLDS);
    for (let at = 0; at < 600_000; at += 10_000) writer.recordResult(checkResult(START + at), HOLDS);
    writer.close();
    const db = openHistory(dataDir);
    expect(verifyRollups(db)).toEqual([]);
    expect(readRollups(db, '5m').between(1, START, START + 600_000)).toHaveLength(2);
  });
});
