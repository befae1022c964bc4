import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchpostHome, type WatchpostHome } from '../fixtures/watchpost-cli.ts';

interface Parsed {
  file: string;
  records: {
    time: string;
    timeGuessed?: true;
    level: string;
    source: null;
    file: string;
    message: string;
    service: string | null;
    fields: Record<string, unknown>;
    error: { name: string | null; message: string; stack: string | null } | null;
    lines: number;
    group?: string;
  }[];
  gaps: { offset: number; bytes: number | null; reason: string }[];
}

describe('watchpost logs parse', () => {
  let home: WatchpostHome;

  beforeAll(() => {
    home = watchpostHome();
  });

  afterAll(async () => {
    await home.remove();
  });

  const write = (name: string, content: string | Buffer) => {
    const file = path.join(home.work, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return name;
  };
  const parse = (...files: string[]) =>
    home.json<Parsed[]>(['logs', 'parse', ...files], { env: { TZ: 'Europe/Berlin' } });
  const error = (message: string) =>
    JSON.stringify({ timestamp: '2026-07-04T12:00:00.123Z', level: 'error', message });

  it('reads each file from its first byte to its end, the last line also without a newline', async () => {
    const stack = 'TypeError: x\n    at f (/app/a.js:1:1)';
    const winston = {
      timestamp: '2020-01-01T00:00:00.000Z',
      level: 'error',
      message: 'failed',
      service: 'shop',
      orderId: 7,
      error: { name: 'TypeError', message: 'x', stack },
    };
    const file = write(
      'logs/error.log',
      `${JSON.stringify(winston)}\n2026-07-04 12:00:00 WARN slow\n  query`,
    );
    const { code, document } = await parse(file);
    expect(code).toBe(0);
    expect(document).toEqual([
      {
        file: 'logs/error.log',
        records: [
          {
            time: '2020-01-01T00:00:00.000Z',
            level: 'error',
            source: null,
            file: 'logs/error.log',
            message: 'failed',
            service: 'shop',
            fields: { orderId: 7 },
            error: { name: 'TypeError', message: 'x', stack },
            lines: 1,
            group: expect.stringMatching(/^1-[0-9a-f]{24}$/u) as string,
          },
          {
            time: '2026-07-04T10:00:00.000Z',
            level: 'warn',
            source: null,
            file: 'logs/error.log',
            message: 'slow\n  query',
            service: null,
            fields: {},
            error: null,
            lines: 2,
          },
        ],
        gaps: [],
      },
    ]);
  });

  it('takes all files for one source, folds nothing and tells files as they were given', async () => {
    const absolute = path.join(home.work, write('b.log', `${error('order 2 failed')}\n`));
    const { document } = await parse(write('a.log', `${error('order 1 failed')}\n`), absolute);
    expect(document.map(({ file, records }) => [file, records.length, records[0]?.file])).toEqual([
      ['a.log', 1, 'a.log'],
      [absolute, 1, absolute],
    ]);
    expect(document[0]?.records[0]?.group).toBe(document[1]?.records[0]?.group);
  });

  it('reads gzip by its content, and names what is missing of a torn one', async () => {
    const text = Buffer.from(`${error('a')}\n`.repeat(5000));
    const whole = gzipSync(text);
    const { document } = await parse(write('app.log.1', whole), write('torn.gz', whole.subarray(0, -20)));
    expect(document[0]).toMatchObject({ records: { length: 5000 }, gaps: [] });
    expect(document[1]?.gaps).toMatchObject([{ bytes: null, reason: 'gzip' }]);
  });

  it('names holes of NUL bytes as gaps', async () => {
    const file = write(
      'holes.log',
      Buffer.concat([Buffer.from('INFO a\n'), Buffer.alloc(4096), Buffer.from('INFO b\n')]),
    );
    const { document } = await parse(file);
    expect(document[0]?.gaps).toEqual([{ offset: 7, bytes: 4096, reason: 'nul' }]);
    expect(document[0]?.records.map(({ message }) => message)).toEqual(['a', 'b']);
  });

  it('redacts, and touches no history', async () => {
    const { stdout } = await home.run([
      'logs',
      'parse',
      '--json',
      write('secret.log', 'ERROR login password=hunter2\n'),
    ]);
    expect(stdout).not.toContain('hunter2');
    expect(readdirSync(home.dir).includes('data')).toBe(false);
  });

  it('prints records for people with nothing that steers their terminal', async () => {
    const file = write('steer.log', `ERROR a\u001b]0;x\u0007b \u202ec\n`);
    const { code, stdout } = await home.run(['logs', 'parse', file]);
    expect(code).toBe(0);
    expect(stdout).toContain('error ab  c');
    expect(stdout.split('\n').join('')).not.toMatch(/[\u0000-\u001f\u202e]/u);
  });

  it('of an empty file has no records', async () => {
    const { document } = await parse(write('empty.log', ''));
    expect(document).toEqual([{ file: 'empty.log', records: [], gaps: [] }]);
  });

  it('says what cannot be read, with exit code 1', async () => {
    const absent = await home.json<{ error: { code: string; message: string } }>([
      'logs',
      'parse',
      'absent.log',
    ]);
    expect(absent.code).toBe(1);
    expect(absent.document.error.message).toContain('absent.log');
    const folder = await home.run(['logs', 'parse', '.']);
    expect([folder.code, folder.stdout]).toEqual([1, '']);
    expect(folder.stderr).toContain('directory');
  });

  it.each([[['logs', 'parse']], [['logs', 'parse', '--nonsense', 'a.log']], [['logs', 'nonsense']]])(
    'called wrongly as %j exits 64',
    async (args) => {
      expect((await home.run(args)).code).toBe(64);
    },
  );
});
