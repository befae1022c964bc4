import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished, describe, expect, it } from 'vitest';
import { openHistory } from '../../electron/engine/history/open-history.ts';
import { createLogsClient } from '../../electron/engine/logs/logs-client.ts';
import { createReader } from '../../electron/engine/storage/reader-client.ts';
import { temporaryDataDir } from '../fixtures/data-dir.ts';
import { checkResult, openWriter } from '../fixtures/history.ts';

const START = Date.UTC(2026, 0, 1);
const HOLDS = 25_000;
const readerEntry = new URL('../../electron/engine/storage/reader-worker.ts', import.meta.url);
const logsEntry = new URL('../../electron/logs-worker.ts', import.meta.url);

function startReader(dataDir: string) {
  const reader = createReader(readerEntry, dataDir);
  onTestFinished(() => reader.close());
  return reader;
}

describe('the reader thread', () => {
  it('answers from what the writer has committed, while the writer goes on', async () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    const reader = startReader(dataDir);
    writer.recordResult(checkResult(START, { message: 'first' }), HOLDS);
    writer.flush();
    const ask = () => reader.query('results', { monitorId: 'api', limit: 10, before: null });
    expect((await ask()).results.map(({ message }) => message)).toEqual(['first']);
    writer.recordResult(checkResult(START + 10_000, { message: 'second' }), HOLDS);
    writer.flush();
    expect((await ask()).results.map(({ message }) => message)).toEqual(['second', 'first']);
  });

  it('says why it cannot answer, and answers once it can', async () => {
    const dataDir = temporaryDataDir();
    const reader = startReader(dataDir);
    const ask = () => reader.query('uptime', { monitorId: 'api', now: START });
    await expect(ask()).rejects.toThrow('start Watchpost once');
    openWriter(dataDir);
    expect(await ask()).toEqual({ periods: [] });
  });

  it('rejects what is under way when it is closed', async () => {
    const dataDir = temporaryDataDir();
    openWriter(dataDir);
    const reader = createReader(readerEntry, dataDir);
    const answer = reader.query('latest', undefined);
    await Promise.all([expect(answer).rejects.toThrow('closed'), reader.close()]);
  });

  it('says that a thread did not start instead of waiting for ever', async () => {
    const missing = new URL('missing-worker.ts', import.meta.url);
    const reader = createReader(missing, temporaryDataDir());
    await expect(reader.query('latest', undefined)).rejects.toThrow('missing-worker.ts');
    await expect(reader.query('latest', undefined)).rejects.toThrow('missing-worker.ts');
  });
});

describe('a history opened for reading', () => {
  it('reads what a stopped instance left, and leaves the directory as it was', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    writer.recordResult(checkResult(START), HOLDS);
    writer.close();
    const before = readdirSync(dataDir);
    const history = openHistory(dataDir);
    expect(history.query('results', { monitorId: 'api', limit: 1, before: null }).results).toHaveLength(1);
    history.close();
    expect(readdirSync(dataDir)).toEqual(before);
  });
});

describe('the log thread', () => {
  it('lays its database at once and closes it whole', async () => {
    const dataDir = temporaryDataDir();
    const logs = createLogsClient(logsEntry, dataDir);
    const status = await logs.call('status', null);
    expect(status.schema).toBeGreaterThan(0);
    expect(status.bytes).toBeGreaterThan(0);
    await logs.close();
    expect(existsSync(path.join(dataDir, 'logs.db'))).toBe(true);
    expect(readdirSync(dataDir)).toEqual(['logs.db']);
  });
});
