import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { RECORD_FLAGS } from '../../electron/engine/logs/store/stored-record.ts';
import { logSource } from '../fixtures/log-source.ts';
import { logThread, PATIENCE } from '../fixtures/log-thread.ts';

const at = (second: number) => new Date(Date.now() - 60_000 + second * 1000).toISOString();
const json = (second: number, level: string, message: string, more: object = {}) =>
  `${JSON.stringify({ timestamp: at(second), level, message, service: 'api', ...more })}\n`;

describe('the log thread', () => {
  it('stores what it reads as records with time, level, service, file and place', async () => {
    const log = logThread();
    const first = json(1, 'info', 'started');
    log.write('app.log', first + json(2, 'warn', 'slow'));
    await log.read();
    const [one, two] = await log.stored(2);
    expect(one).toMatchObject({
      level: 2,
      service: 'api',
      position: 0,
      lines: 1,
      raw: first.trim(),
      format: 'winston',
    });
    expect(two).toMatchObject({ level: 3, position: first.length, paths: [log.at('app.log')] });
    expect(new Date(one?.time ?? 0).toISOString()).toBe(
      (JSON.parse(first) as { timestamp: string }).timestamp,
    );
    expect((one?.flags ?? 0) & RECORD_FLAGS.backfilled).toBe(RECORD_FLAGS.backfilled);
    log.append('app.log', json(3, 'info', 'later'));
    const later = (await log.stored(3))[2];
    expect((later?.flags ?? 0) & RECORD_FLAGS.backfilled).toBe(0);
  });

  it('tells what is read, how sources are and which errors are new, and shows lines without an end', async () => {
    const log = logThread();
    await log.read();
    await log.source(({ state }) => state === 'ok');
    log.write('app.log', `${json(1, 'error', 'it broke')}{"level":"info","message":"half`);
    await log.stored(1);
    await vi.waitFor(() => {
      expect(log.news.groups.flat()).toHaveLength(1);
      expect(log.news.logs.at(-1)?.partial[0]).toMatchObject({
        source: 'logs',
        files: ['app.log'],
        seq: null,
        partial: true,
      });
      expect(log.news.logs.at(-1)?.last).toBe(1);
      expect(log.news.sources.at(-1)).toMatchObject([{ id: 'logs', state: 'ok', files: 1 }]);
    }, PATIENCE);
    log.append('app.log', '"}\n');
    await log.stored(2);
    await vi.waitFor(() => expect(log.news.logs.at(-1)?.partial).toEqual([]), PATIENCE);
  });

  it('tells what it reads at most four times a second', async () => {
    const log = logThread();
    await log.read({ pollMs: 10 });
    await log.source(({ state }) => state === 'ok');
    const start = performance.now();
    for (let count = 0; count < 100; count += 1) {
      log.append('app.log', json(1, 'info', `number ${count}`));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await log.stored(100);
    const seconds = (performance.now() - start) / 1000;
    expect(log.news.logs.length).toBeGreaterThan(0);
    expect(log.news.logs.length).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 1);
  });

  it('goes on where it stopped, over a restart', async () => {
    const log = logThread();
    await log.read();
    log.write('app.log', json(1, 'info', 'one') + json(2, 'info', 'two'));
    await log.stored(2);
    await log.restart();
    log.append('app.log', json(3, 'info', 'three'));
    await log.read();
    expect((await log.stored(3)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    await log.client.call('flush', null);
    expect(log.raws()).toHaveLength(3);
  });

  it('keeps a record of several lines together, though they come with a pause of seconds', async () => {
    const log = logThread();
    await log.read();
    log.write('app.log', `${at(1).replace('T', ' ')} INFO Main - it stands\n`);
    await log.stored(1);
    log.append('app.log', `java.lang.IllegalStateException: broken\n\tat com.acme.Main.run(Main.java:10)\n`);
    await vi.waitFor(() => expect(log.raws()[0]).toContain('Main.java:10'), PATIENCE);
    const [record, ...others] = log.records();
    expect(others).toEqual([]);
    expect(record).toMatchObject({ lines: 3, position: 0 });
    const counts = log.query<{ level: number; count: number }>('SELECT level, count FROM log_counts');
    expect(counts).toEqual([{ level: record?.level, count: 1 }]);
  });

  it('applies a changed configuration by difference', async () => {
    const log = logThread();
    const other = path.join(log.root, 'other');
    fs.mkdirSync(other);
    const logs = logSource(log.dir, { pollMs: 50 });
    await log.configure([logs, logSource(other, { id: 'other', pollMs: 50 })]);
    fs.writeFileSync(path.join(other, 'b.log'), json(1, 'info', 'b1'));
    log.write('a.log', json(1, 'info', 'a1'));
    await log.stored(2);
    await log.configure([{ ...logs, name: 'renamed' }]);
    expect((await log.client.call('sources', null)).map(({ id }) => id)).toEqual(['logs']);
    fs.appendFileSync(path.join(other, 'b.log'), json(2, 'info', 'b2'));
    log.append('a.log', json(2, 'info', 'a2'));
    await log.stored(3);
    expect(log.raws().some((raw) => raw.includes('b2'))).toBe(false);
    await log.configure([logs, logSource(other, { id: 'other', pollMs: 50 })]);
    expect((await log.stored(4)).map(({ raw }) => (JSON.parse(raw) as { message: string }).message)).toEqual([
      ...new Set(log.raws().map((raw) => (JSON.parse(raw) as { message: string }).message)),
    ]);
  });

  it('compacts what gathers into blocks and puts a backlog there at once', async () => {
    const log = logThread();
    const line = (index: number) => json(index / 1000, 'info', `number ${index} ${'x'.repeat(100)}`);
    log.write('app.log', Array.from({ length: 20_000 }, (_, index) => line(index)).join(''));
    await log.read({ backfill: { ageMs: 86_400_000, bytes: 64_000_000 } });
    const records = await log.stored(20_000);
    expect(records.filter(({ isHot }) => isHot).length).toBeLessThan(10);
    expect(records.map(({ raw }) => (JSON.parse(raw) as { message: string }).message.split(' ')[1])).toEqual(
      Array.from({ length: 20_000 }, (_, index) => String(index)),
    );
    const blocks = log.query<{ records: number; raw_bytes: number; levels: string; services: string }>(
      'SELECT records, raw_bytes, levels, services FROM blocks',
    );
    expect(Math.max(...blocks.map((block) => block.raw_bytes))).toBeLessThan(2.5e6);
    expect(blocks.every(({ services }) => services === '["api"]')).toBe(true);
    await vi.waitFor(() => {
      expect(log.query('SELECT 1 FROM blocks WHERE filter IS NULL')).toEqual([]);
    }, PATIENCE);
  });
});
