import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { createLogService } from '../../electron/engine/logs/log-service.ts';
import { logSource } from '../fixtures/log-source.ts';
import { logThread, PATIENCE } from '../fixtures/log-thread.ts';
import { readManyFiles } from '../fixtures/many-logs.ts';
import { silentLogger } from '../fixtures/history.ts';

const line = (text: string) =>
  `${JSON.stringify({ timestamp: new Date().toISOString(), level: 'info', message: text })}\n`;
const messages = (raws: readonly string[]) =>
  raws.map((raw) => (JSON.parse(raw) as { message: string }).message);

describe('logs that cannot be stored', () => {
  it('wait while another program holds the lock, the source says so, and all are stored once it lets go', async () => {
    const log = logThread();
    await log.read();
    log.write('app.log', line('before'));
    await log.stored(1);
    const other = new BetterSqlite(path.join(log.dataDir, 'logs.db'));
    other.exec('BEGIN IMMEDIATE');
    log.append('app.log', line('one') + line('two'));
    const held = await log.source(({ state }) => state === 'unknown');
    expect(held.reason).toContain('another program holds it locked');
    fs.renameSync(log.at('app.log'), log.at('app.log.1'));
    log.write('app.log', line('three'));
    other.close();
    expect(messages((await log.stored(4)).map(({ raw }) => raw)).toSorted()).toEqual([
      'before',
      'one',
      'three',
      'two',
    ]);
    await log.source(({ state, reason }) => state === 'ok' && reason === null);
    await vi.waitFor(
      () =>
        expect(log.news.sources.map(([report]) => report?.state)).toEqual(
          expect.arrayContaining(['unknown', 'ok']),
        ),
      PATIENCE,
    );
  });

  it('wait for a logs.db that cannot be opened at the start', async () => {
    const log = logThread();
    await log.client.call('status', null);
    await log.client.close();
    const other = new BetterSqlite(path.join(log.dataDir, 'logs.db'));
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    await log.restart();
    log.write('app.log', line('one'));
    await log.read();
    const held = await log.source(({ reason }) => reason?.includes('cannot be stored') === true);
    expect(held.state).toBe('unknown');
    other.close();
    expect(messages((await log.stored(1)).map(({ raw }) => raw))).toEqual(['one']);
  });
});

describe('what the user is told of a source', () => {
  it('that its directory is not there, and it is read as soon as it is, also after it vanished', async () => {
    const log = logThread();
    fs.rmSync(log.dir, { recursive: true });
    await log.read();
    expect((await log.source(({ reason }) => reason?.includes('not there') === true)).state).toBe('unknown');
    fs.mkdirSync(log.dir);
    log.write('app.log', line('one'));
    await log.stored(1);
    await log.source(({ state, files }) => state === 'ok' && files === 1);
    fs.renameSync(log.dir, `${log.dir}-away`);
    await log.source(({ state }) => state === 'unknown');
    fs.renameSync(`${log.dir}-away`, log.dir);
    log.append('app.log', line('two'));
    expect(messages((await log.stored(2)).map(({ raw }) => raw))).toEqual(['one', 'two']);
    await log.source(({ state }) => state === 'ok');
  });

  it.each([
    ['a FIFO', 'is a FIFO', (at: string) => void execFileSync('mkfifo', [at])],
    ['a link to itself', 'leads back to itself', (at: string) => fs.symlinkSync(at, at)],
    ['a device', 'is a device', (at: string) => fs.symlinkSync('/dev/null', at)],
  ])('that %s is not read, while the rest is, and all is well once it is gone', async (_, reason, make) => {
    const log = logThread();
    make(log.at('odd.log'));
    log.write('app.log', line('one'));
    await log.read();
    await log.stored(1);
    const told = await log.source(({ state }) => state === 'unknown');
    expect(told.reason).toContain(reason);
    expect(told.reason).toContain('odd.log');
    fs.rmSync(log.at('odd.log'));
    await log.source(({ state, reason: why }) => state === 'ok' && why === null);
  });

  it('that it cannot be read as it is configured, and other sources are', async () => {
    const log = logThread();
    log.write('app.log', line('one'));
    await log.configure([
      logSource(log.dir, { id: 'bad', format: 'nonsense' }),
      logSource(log.dir, { id: 'good', pollMs: 50 }),
    ]);
    await log.stored(1);
    const [bad, good] = await log.client.call('sources', null);
    expect(bad).toMatchObject({ id: 'bad', state: 'unknown', reason: expect.stringContaining('nonsense') });
    expect(good).toMatchObject({ id: 'good', state: 'ok' });
  });
});

describe('many files', () => {
  it('are read, each line once', async () => {
    expect(await readManyFiles(1000)).toBe(2000);
  });
});

describe('a log thread that dies', () => {
  it('is started again and told anew what to read', async () => {
    const told: unknown[] = [];
    const service = createLogService({
      onSources: () => {},
      worker: new URL('../fixtures/dying-logs-worker.ts', import.meta.url),
      dataDir: '/nowhere',
      logger: silentLogger,
      zone: 'UTC',
      tell: (name, payload) => void told.push([name, payload]),
      onRead: () => undefined,
      onProblem: () => undefined,
    });
    service.apply({ logs: [logSource('/logs')], retention: { logsMs: 1, logBytes: 1 } } as never);
    await vi.waitFor(() => expect(told).toHaveLength(1), PATIENCE);
    await expect(service.split('x')).rejects.toThrow('ended');
    await vi.waitFor(() => expect(told).toHaveLength(2), PATIENCE);
    expect(told[1]).toEqual(['errorGroups', { ids: ['logs'] }]);
    await service.stop();
  });
});
