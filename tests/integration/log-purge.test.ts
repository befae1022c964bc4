import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { logThread, PATIENCE } from '../fixtures/log-thread.ts';

const json = (level: string, message: string, more: object = {}) =>
  `${JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...more })}\n`;

/** Names of the files of a data directory in which a text stands. */
function filesWith(dataDir: string, text: string): string[] {
  return fs.readdirSync(dataDir).filter((name) => fs.readFileSync(path.join(dataDir, name)).includes(text));
}

describe('secrets in logs', () => {
  const CANARY = 'c4n4ry-7f3e19d2b8';

  it('never reach the disk: not in records, open ones, lines without an end, titles or what readers remember', async () => {
    const log = logThread();
    await log.read({ redact: [`${CANARY}-own`] });
    const seen = new Set<string>();
    const look = () => filesWith(log.dataDir, CANARY).forEach((name) => seen.add(name));
    log.write(
      'app.log',
      [
        json('info', `signed in with password=${CANARY}`),
        json('error', `no answer to Authorization: Bearer ${CANARY}`, {
          headers: { authorization: `Bearer ${CANARY}` },
        }),
        json('error', 'broken', {
          error: {
            name: 'Error',
            message: `token=${CANARY}`,
            stack: `Error: token=${CANARY}\n    at a (/app/a.js:1:1)`,
          },
        }),
        json('warn', `what the configuration names: ${CANARY}-own`),
        `2026-01-01 00:00:00 INFO Main - password=${CANARY}\n\tat password=${CANARY}\n`,
        `password=${CANARY} without an end`,
      ].join(''),
    );
    await log.stored(4);
    look();
    log.append('app.log', ` and more\npassword=${CANARY}`);
    await vi.waitFor(() => expect(log.news.logs.at(-1)?.partial).toHaveLength(1), PATIENCE);
    expect(JSON.stringify(log.news)).not.toContain(CANARY);
    look();
    await log.client.call('flush', null);
    look();
    await log.restart();
    look();
    expect([...seen]).toEqual([]);
    expect(log.raws().length).toBeGreaterThanOrEqual(5);
    expect(log.raws().join('\n')).not.toContain(CANARY);
  });
});

describe('deleting records on request', () => {
  it('takes them from hot rows, blocks, errors, groups and titles, and leaves no bytes behind', async () => {
    const log = logThread();
    const WORD = 'marmalade-5521';
    const noise = (index: number) => json('info', `number ${index} ${'x'.repeat(120)}`);
    const block = Array.from({ length: 6000 }, (_, index) =>
      index % 100 === 0 ? json('error', `${WORD} in block ${index}`) : noise(index),
    );
    await log.read();
    log.write('app.log', block.join(''));
    await log.stored(6000);
    log.append(
      'app.log',
      json('error', `${WORD} while hot`) + noise(1) + `2026-01-01 00:00:00 INFO Main - ${WORD} last\n`,
    );
    await log.stored(6003);
    expect(filesWith(log.dataDir, WORD)).not.toEqual([]);
    const answer = await log.client.call('purge', { search: WORD, sources: null });
    expect(answer).toEqual({ deleted: 62 });
    expect(log.raws().filter((raw) => raw.includes(WORD))).toEqual([]);
    expect(log.raws()).toHaveLength(6003 - 62);
    expect(log.query('SELECT title FROM error_groups')).toEqual([]);
    expect(log.query('SELECT seq FROM error_records')).toEqual([]);
    expect(log.query('SELECT level, sum(count) AS count FROM log_counts GROUP BY level')).toEqual([
      { level: 2, count: 6003 - 62 },
    ]);
    expect(filesWith(log.dataDir, WORD)).toEqual([]);
    log.append('app.log', noise(2));
    await log.stored(6003 - 62 + 1);
    await log.restart();
    expect(filesWith(log.dataDir, WORD)).toEqual([]);
  });

  it('keeps what other sources have, and refuses a search that cannot be read', async () => {
    const log = logThread();
    await log.read();
    log.write('app.log', json('info', 'kept word'));
    await log.stored(1);
    expect(await log.client.call('purge', { search: 'word', sources: ['another'] })).toEqual({ deleted: 0 });
    await expect(log.client.call('purge', { search: '/(/', sources: null })).rejects.toThrow('RE2');
    expect(log.raws()).toHaveLength(1);
  });
});
