import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import { LOG_LEVELS } from '../../shared/domain/log-level.ts';
import { startDemoFleet } from '../../electron/demo/fleet.ts';
import { seededRandom } from '../../electron/demo/seeded-random.ts';
import { loadConfig } from '../../electron/engine/config/load.ts';
import { RECORD_FLAGS } from '../../electron/engine/logs/store/stored-record.ts';
import { nodeClock } from '../../electron/host/node-clock.ts';
import { webSocketChannel } from '../../electron/serve/websocket-channel.ts';
import { logThread } from '../fixtures/log-thread.ts';
import { recordsOnDisk } from '../fixtures/stored-logs.ts';
import { watchpostHome, type Serving, type WatchpostHome } from '../fixtures/watchpost-cli.ts';

const PATIENCE = { timeout: 40_000, interval: 250 };

describe('the logs of the demo fleet', () => {
  let home: WatchpostHome;
  let serving: Serving;
  let client: ContractClient;
  const news: { last: number }[] = [];

  beforeAll(async () => {
    home = watchpostHome();
    serving = await home.serve();
    const socket = new WebSocket(`ws://127.0.0.1:${new URL(serving.url).port}/api/ws`, {
      headers: { authorization: `Bearer ${serving.token}` },
    });
    client = createClient(webSocketChannel(socket));
    client.on('logs', (event) => news.push(event));
    await new Promise((resolve) => socket.once('open', resolve));
  });
  afterAll(() => home.remove());

  it('are read from all of its directories', async () => {
    const sources = await vi.waitFor(async () => {
      const answer = await client.call('logSources', {});
      expect(answer.sources.map(({ files }) => files > 0)).toEqual([true, true, true, true]);
      return answer.sources;
    }, PATIENCE);
    expect(sources.map(({ state, reason }) => [state, reason])).toEqual(sources.map(() => ['ok', null]));
    expect(sources.map(({ id }) => id)).toEqual([
      'demo-pocket-assistant-logs',
      'demo-concierge-logs',
      'demo-inkwell-logs',
      'demo-books-logs',
    ]);
    expect(sources[3]).toMatchObject({
      name: 'Book Review',
      group: 'Book Review (demo)',
      monitors: ['demo-books'],
    });
    await vi.waitFor(() => expect(news.at(-1)?.last).toBeGreaterThan(0), PATIENCE);
    const { records } = await client.call('logs', {});
    expect(records.length).toBeGreaterThan(0);
  });

  it('lie in its logs.db as the formats that they are written in, with the times that they state', async () => {
    const db = new BetterSqlite(path.join(home.dataDir, 'demo/logs.db'), { readonly: true });
    try {
      const sources = db.prepare('SELECT key, id FROM sources').all() as { key: number; id: string }[];
      await vi.waitFor(() => {
        const records = recordsOnDisk(db);
        const formats = sources.map(({ key, id }) => [
          id,
          [...new Set(records.filter(({ source }) => source === key).map(({ format }) => format))],
        ]);
        expect(Object.fromEntries(formats)).toMatchObject({
          'demo-pocket-assistant-logs': ['winston'],
          'demo-concierge-logs': [expect.stringMatching(/^pm2>/u)],
          'demo-inkwell-logs': ['winston'],
          'demo-books-logs': ['winston'],
        });
        for (const { time, raw, flags } of records) {
          expect(flags & RECORD_FLAGS.timeGuessed).toBe(0);
          const stated = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/u.exec(raw)?.[0].replace(' ', 'T');
          expect(new Date(time).toISOString().slice(0, 19)).toBe(stated);
        }
      }, PATIENCE);
    } finally {
      db.close();
    }
  });
});

describe('the story that the demo fleet plays', () => {
  it('shows in records of every level that it writes, each error in a group', async () => {
    const log = logThread();
    const fleet = await startDemoFleet({
      dataDir: path.join(log.root, 'demo'),
      clock: nodeClock,
      random: seededRandom(7),
      speed: 40,
      assistantCommand: [
        process.execPath,
        path.resolve(import.meta.dirname, '../../electron/demo.ts'),
        'monitor',
      ],
      // The fleet's own tests look at those.
      onProblem: () => undefined,
    });
    try {
      const secrets = { get: () => null, set: () => undefined, remove: () => false };
      const loaded = await loadConfig(fleet.configYaml, { env: {}, secrets });
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
      await log.configure(loaded.config.logs);
      await vi.waitFor(() => expect(fleet.storyPosition().finished).toBe(true), {
        timeout: 60_000,
        interval: 500,
      });
      // Nobody asks for health here: what the logs tell comes from the story alone.
      await vi.waitFor(() => {
        const levels = new Set(log.records().map(({ level }) => LOG_LEVELS[level]));
        expect([...levels]).toEqual(expect.arrayContaining(['info', 'warn', 'error']));
      }, PATIENCE);
    } finally {
      await fleet.stop();
    }
    await log.client.call('flush', null);
    const records = log.records();
    const errors = records.filter(({ level }) => level >= LOG_LEVELS.indexOf('error'));
    expect(errors.every(({ group }) => group !== null)).toBe(true);
    const groups = log.query<{ title: string; count: number }>('SELECT title, count FROM error_groups');
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(errors.length);
    expect(groups.length).toBeLessThan(errors.length);
    expect(log.news.groups.flat().length).toBe(groups.length);
  }, 120_000);
});
