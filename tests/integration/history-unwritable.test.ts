import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openHistoryWriter } from '../../electron/engine/history/writer.ts';
import { verifyRollups } from '../../electron/engine/history/verify.ts';
import { HISTORY_FILE } from '../../electron/engine/storage/data-dir.ts';
import { VirtualClock } from '../fakes/virtual-clock.ts';
import { alertCommit, notificationFor } from '../fixtures/notifications.ts';
import { temporaryDataDir } from '../fixtures/data-dir.ts';
import { checkResult, openHistory, openWriter, silentLogger } from '../fixtures/history.ts';
import { startHistoryChild } from '../fixtures/history-kill.ts';

const START = Date.UTC(2026, 0, 1);
const HOLDS = 30_000;

/** Takes the write lock of a history, as another program may; call the answer to let go. */
function lock(dataDir: string): () => void {
  const other = new BetterSqlite(path.join(dataDir, HISTORY_FILE));
  other.exec('BEGIN IMMEDIATE');
  return () => void other.close();
}

describe('a history that cannot be written', () => {
  it('keeps all in memory while another program holds the lock, tells so once, and resumes by itself', async () => {
    const dataDir = temporaryDataDir();
    const clock = new VirtualClock(START);
    const told: (string | null)[] = [];
    const writer = openHistoryWriter(dataDir, {
      clock,
      logger: silentLogger,
      onProblem: (problem) => told.push(problem?.code ?? null),
    });
    writer.recordResult(checkResult(START, { message: 'before' }), HOLDS);
    writer.flush();
    const release = lock(dataDir);
    for (let index = 1; index <= 40; index += 1) {
      writer.recordResult(checkResult(START + index * 10_000, { message: `number ${index}` }), HOLDS);
      await clock.advance(10_000);
    }
    expect(told).toEqual(['locked']);
    expect(writer.problem()?.message).toContain('another program holds it locked');
    release();
    await clock.advance(15_000);
    expect(told).toEqual(['locked', null]);
    expect(writer.problem()).toBeNull();
    writer.close();
    const db = openHistory(dataDir);
    expect(db.prepare('SELECT count(*) FROM results').pluck().get()).toBe(41);
    expect(db.prepare('SELECT count(*) FROM messages').pluck().get()).toBe(41);
    expect(verifyRollups(db)).toEqual([]);
  }, 120_000);

  it('bounds what waits: the oldest results go first, and the rollups still equal the rows', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir, new VirtualClock(START));
    const release = lock(dataDir);
    for (let index = 0; index < 130_000; index += 1) {
      writer.recordResult(checkResult(START + index * 10_000), HOLDS);
    }
    expect(writer.flush()).toBe(false);
    release();
    expect(writer.flush()).toBe(true);
    writer.close();
    const db = openHistory(dataDir);
    const kept = Number(db.prepare('SELECT count(*) FROM results').pluck().get());
    expect(kept).toBeGreaterThanOrEqual(80_000);
    expect(kept).toBeLessThanOrEqual(100_000);
    const newest = db
      .prepare('SELECT max(base_at + at) FROM results JOIN series ON key = series')
      .pluck()
      .get();
    expect(newest).toBe(START + 129_999 * 10_000);
    expect(verifyRollups(db)).toEqual([]);
  });

  it('keeps alerts that could not be made durable, and writes them later', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    const notification = notificationFor('desktop', { at: START });
    const waiting = () => writer.outbox.load('desktop', 10);
    const release = lock(dataDir);
    writer.alerts.commit(
      alertCommit({
        memory: { core: '{"n":1}', alerts: [], away: { away: false, from: null, card: null }, evidence: [] },
        ledger: [
          {
            at: START,
            subject: 'api',
            rule: 'unhealthy',
            decision: 'fired',
            by: '',
            text: 'api is unhealthy',
          },
        ],
        queued: [notification],
      }),
    );
    expect(waiting()).toBeNull();
    release();
    writer.flush();
    expect(waiting()).toEqual([{ notification, attempts: 0, dueAt: START }]);
    expect(writer.alerts.loadCore()).toBe('{"n":1}');
    writer.alerts.commit(alertCommit({ settled: ['n1'] }));
    expect(waiting()).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'goes on in memory when the disk takes no more, and loses nothing when it does again',
    async () => {
      const dataDir = temporaryDataDir();
      // A file size limit stands in for a full disk: writing beyond it fails as on one. 1 MiB, in blocks of 1,024 bytes.
      const limited = ['bash', '-c', 'trap "" XFSZ; ulimit -S -f 1024; exec "$@"', 'limited'];
      const { child, until, lines } = startHistoryChild(dataDir, START, limited, 1);
      const closed = once(child, 'close');
      await until((line) => line === 'problem io-error' || line === 'problem disk-full');
      execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:']);
      await until((line) => line === 'problem none');
      const resumed = lines().length;
      await until((line) => lines().length > resumed + 2 && line.startsWith('committed'));
      child.kill('SIGKILL');
      await closed;
      const acknowledged = Number(
        lines()
          .findLast((line) => line.startsWith('committed'))
          ?.split(' ')[1],
      );
      openWriter(dataDir, new VirtualClock(START)).close();
      const db = openHistory(dataDir);
      expect(Number(db.prepare('SELECT count(*) FROM results').pluck().get())).toBeGreaterThanOrEqual(
        acknowledged,
      );
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(verifyRollups(db)).toEqual([]);
    },
  );
});
