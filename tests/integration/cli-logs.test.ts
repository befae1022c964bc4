import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogReader } from '../../electron/engine/storage/reader-client.ts';
import { logFilterSchema } from '../../shared/contract/log-schemas.ts';
import { createLogStore, winstonLine, type LogStore } from '../fixtures/log-store.ts';
import { watchpostHome, type WatchpostHome } from '../fixtures/watchpost-cli.ts';

const ESC = '\u001b';
const readerEntry = new URL('../../electron/engine/storage/reader-worker.ts', import.meta.url);

interface Printed {
  time: string;
  message: string;
  fields: Record<string, unknown>;
}

describe('the logs on the command line', () => {
  let home: WatchpostHome;
  let store: LogStore;
  const now = Date.now();
  const ago = (seconds: number) => now - seconds * 1000;

  beforeEach(() => {
    home = watchpostHome();
    home.writeConfig(`version: 1
network: { canaries: [] }
monitors: []
logs:
  - { id: shop, name: Shop, dir: ${home.work} }
  - { id: blog, name: Blog, dir: ${home.work} }
`);
    store = createLogStore(home.dataDir);
    chmodSync(home.dataDir, 0o700);
  });
  afterEach(async () => {
    if (store.db.open) store.close();
    await home.remove();
  });

  function fill(): number {
    const shop = store.source('shop', `${home.work}/app.log`);
    const blog = store.source('blog', `${home.work}/blog/blog.log`);
    store.add(
      shop,
      [
        winstonLine(ago(7200), 'opened', { service: 'cart' }),
        winstonLine(ago(50), 'slow', { level: 'warn' }),
      ],
      'filtered-block',
    );
    store.add(
      blog,
      [
        winstonLine(ago(60), 'no answer', {
          level: 'error',
          service: 'web',
          requestId: 'r1',
          error: {
            name: 'TimeoutError',
            message: 'after 5 s',
            stack: 'TimeoutError: after 5 s\n    at q (/app/db.js:3:1)',
          },
        }),
      ],
      'rows',
    );
    return shop;
  }

  it('are printed oldest first, with exactly the promised keys', async () => {
    fill();
    const { code, document } = await home.json<unknown[]>(['logs']);
    expect(code).toBe(0);
    expect(document).toEqual([
      {
        time: new Date(ago(7200)).toISOString(),
        level: 'info',
        source: 'shop',
        file: 'app.log',
        message: 'opened',
        service: 'cart',
        fields: {},
        error: null,
        lines: 1,
      },
      {
        time: new Date(ago(60)).toISOString(),
        level: 'error',
        source: 'blog',
        file: 'blog/blog.log',
        message: 'no answer',
        service: 'web',
        fields: { requestId: 'r1' },
        error: {
          name: 'TimeoutError',
          message: 'after 5 s',
          stack: 'TimeoutError: after 5 s\n    at q (/app/db.js:3:1)',
        },
        lines: 1,
      },
      expect.objectContaining({ message: 'slow', level: 'warn', service: null }),
    ]);
  });

  it('are restricted by every option, beside a writer and after it', async () => {
    fill();
    const messages = async (...args: string[]) =>
      (await home.json<Printed[]>(['logs', ...args])).document.map(({ message }) => message);
    expect(await messages('-l', 'warn')).toEqual(['no answer', 'slow']);
    store.close();
    expect(await messages('-n', '1')).toEqual(['slow']);
    expect(await messages('--since', '1h')).toEqual(['no answer', 'slow']);
    expect(await messages('--source', 'shop', '--search', 'OPEN')).toEqual(['opened']);
    expect(await messages('--search', 'requestId:r1')).toEqual(['no answer']);
  });

  it('are nothing where there are none yet, and refused in one line of another version', async () => {
    store.close();
    expect(await home.json(['logs', '--data', `${home.dir}/elsewhere`])).toEqual({ code: 0, document: [] });
    store = createLogStore(home.dataDir);
    store.db.pragma('user_version = 9999');
    const { code, stdout, stderr } = await home.run(['logs']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim()).toMatch(/newer Watchpost.*update Watchpost/u);
    expect(stderr.trim()).not.toContain('\n');
  });

  it('are refused for unknown sources, levels and searches in words', async () => {
    const failure = async (...args: string[]) => {
      const { code, document } = await home.json<{ error: { code: string; message: string } }>([
        'logs',
        ...args,
      ]);
      return { ...document.error, exit: code };
    };
    expect(await failure('--source', 'x')).toMatchObject({
      exit: 1,
      code: 'unknown-source',
      message: 'There is no log source "x"; the configuration has shop, blog.',
    });
    expect(await failure('--search', '"open')).toMatchObject({ code: 'invalid-search' });
    expect((await home.run(['logs', '--level', 'loud'])).code).toBe(64);
    expect((await home.run(['logs', 'nonsense'])).code).toBe(64);
  });

  it('show hostile text for what it is', async () => {
    const shop = store.source('shop', `${home.work}/app.log`);
    store.add(shop, [winstonLine(now, `red ${ESC}[31m and \u202eturned\u0007`)], 'block');
    const { stdout } = await home.run(['logs']);
    expect(stdout).not.toContain(ESC);
    expect(stdout).not.toMatch(/[\u202e\u0007]/u);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  it('are followed without losing or doubling any, until it is told to stop', async () => {
    const shop = fill();
    const child = home.start(['logs', '--follow', '--json', '-n', '1']);
    if (!child.stdout) throw new Error('no stdout');
    const seen: string[] = [];
    const reading = createInterface({ input: child.stdout });
    reading.on('line', (line) => seen.push((JSON.parse(line) as Printed).message));
    await once(reading, 'line');
    expect(seen).toEqual(['slow']);
    for (let batch = 0; batch < 5; batch++) {
      const lines = Array.from({ length: 700 }, (_, index) => winstonLine(now, `n${batch * 700 + index}`));
      store.add(shop, lines, batch % 2 === 0 ? 'rows' : 'block');
    }
    while (seen.length < 3501) await once(reading, 'line');
    expect(seen.slice(1)).toEqual(Array.from({ length: 3500 }, (_, index) => `n${index}`));
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });

  it('end when nobody reads any more', async () => {
    const shop = fill();
    const child = home.start(['logs', '--follow']);
    if (!child.stdout) throw new Error('no stdout');
    await once(child.stdout, 'data');
    const ended = once(child, 'exit');
    child.stdout.destroy();
    const more = setInterval(() => store.add(shop, [winstonLine(now, 'more')], 'rows'), 100);
    expect(await ended).toEqual([0, null]);
    clearInterval(more);
  });

  it('have their errors told with a sample each', async () => {
    fill();
    const { document } = await home.json<Record<string, unknown>[]>(['errors']);
    expect(document).toEqual([
      {
        id: expect.stringMatching(/^1-/u) as unknown,
        title: 'TimeoutError: after 5 s',
        level: 'error',
        count: 1,
        firstSeen: new Date(ago(60)).toISOString(),
        lastSeen: new Date(ago(60)).toISOString(),
        sample: expect.objectContaining({ message: 'no answer', source: 'blog' }) as unknown,
      },
    ]);
    expect((await home.json(['errors', '--since', '10s'])).document).toEqual([]);
    expect((await home.run(['errors'])).stdout).toContain('TimeoutError: after 5 s');
  });

  it.each([
    [['logs', 'purge', '--search', 'slow']],
    [['errors', 'resolve', 'x']],
    [['errors', 'ignore', 'x']],
    [['errors', 'reopen', 'x']],
  ])('%j needs a running instance and says so', async (args) => {
    const { code, document } = await home.json<{ error: { code: string } }>(args);
    expect({ code, error: document.error.code }).toEqual({ code: 1, error: 'not-running' });
  });

  it('are purged by a search alone', async () => {
    expect((await home.run(['logs', 'purge'])).code).toBe(64);
    expect((await home.json(['logs', 'purge', '--search', ' '])).document).toMatchObject({
      error: { code: 'invalid-search' },
    });
  });
});

describe('the reader thread of the logs', () => {
  it('finds nothing before there is anything, and then what was written', async () => {
    const home = watchpostHome();
    const reader = createLogReader(readerEntry, home.dataDir);
    const ask = () =>
      reader.query('logs', { ...logFilterSchema.parse({}), settings: [], limit: 10, before: null });
    expect(await ask()).toEqual({ records: [], next: null });
    const store = createLogStore(home.dataDir);
    store.add(store.source('shop'), [winstonLine(0, 'first')], 'block');
    expect((await ask()).records.map(({ message }) => message)).toEqual(['first']);
    store.add(1, [winstonLine(1, 'second')], 'rows');
    expect((await ask()).records.map(({ message }) => message)).toEqual(['second', 'first']);
    store.close();
    await reader.close();
    await home.remove();
  });
});
