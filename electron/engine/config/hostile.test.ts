import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';

const MONITOR = 'monitors: [{ id: a, kind: tcp, host: h, port: 1 }]\n';

describe('hostile files', () => {
  it('cannot multiply aliases without end', async () => {
    const levels = Array.from({ length: 9 }, (_, n) => `x${n + 1}: &x${n + 1} [${`*x${n}, `.repeat(9)}]`);
    const problems = await configFolder().problems(`x0: &x0 [lol]\n${levels.join('\n')}\nmonitors: *x9\n`);
    expect(problems.filter((problem) => problem.includes('too many aliases')).length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(1_001);
  });

  it('may use a hundred aliases, not one more', async () => {
    const aliases = (count: number) => `x-a: &a 1s\nx-b: [${Array(count).fill('*a').join(', ')}]\n`;
    expect(await configFolder().problems(aliases(100))).toEqual([]);
    expect(await configFolder().problems(aliases(101))).toEqual([
      expect.stringContaining('too many aliases, at most 100 are read'),
    ]);
  });

  it('cannot hold an alias inside its own anchor', async () => {
    expect(await configFolder().problems('x-a: &a { b: *a }')).toEqual([
      expect.stringContaining('an alias stands inside its own anchor'),
    ]);
  });

  it('are refused beyond 4 MiB, and read below', async () => {
    const comment = '# x\n'.repeat(1024 * 1024 - MONITOR.length);
    expect(await configFolder().problems(MONITOR + comment.slice(0, 100_000))).toEqual([]);
    expect(await configFolder().problems(MONITOR + comment + '#'.repeat(4 * MONITOR.length + 1))).toEqual([
      '1:1: it is larger than 4096 KiB',
    ]);
  });

  it('with 300,000 keys are refused in seconds', async () => {
    const keys = Array.from({ length: 300_000 }, (_, n) => `k${n}: 1`).join('\n');
    expect(await configFolder().problems(keys)).toEqual(['1:1: too many values, at most 250000 are read']);
  }, 60_000);

  it('with 150,000 mistakes are told a thousand, and counted', async () => {
    const problems = await configFolder().problems('x-a: @x\n'.repeat(150_000));
    expect(problems).toHaveLength(1_001);
    expect(problems.at(-1)).toMatch(/and \d+ more problems$/);
  }, 60_000);

  it('are refused when they are no text', async () => {
    const folder = configFolder();
    const load = async (bytes: Buffer) => {
      folder.write('watchpost.yaml', bytes);
      const result = await folder.load();
      return result.ok ? [] : result.problems.map(({ message }) => message);
    };
    expect(await load(Buffer.from('version: 1\0'))).toEqual([
      'it contains NUL bytes, so it is not a text file',
    ]);
    expect(await load(Buffer.from([0x61, 0x3a, 0x20, 0xc3, 0x28]))).toEqual([
      'it is not valid UTF-8, save it as UTF-8',
    ]);
    expect(await load(Buffer.from('\ufeffversion: 1', 'utf16le'))).toEqual([
      'it is encoded in UTF-16, save it as UTF-8',
    ]);
  });

  it('may have a byte order mark and Windows line ends', async () => {
    const folder = configFolder();
    expect(await folder.problems(`\ufeff${MONITOR}`)).toEqual([]);
    expect(
      await folder.problems(
        'version: 1\r\nmonitors:\r\n  - id: a\r\n    kind: tcp\r\n    host: h\r\n    port: x\r\n',
      ),
    ).toEqual(['6:11 monitors[0].port: expected a whole number from 1 to 65535, got "x"']);
  });

  it('are refused when nested too deeply, in either style', async () => {
    const block = Array.from({ length: 80 }, (_, n) => `${' '.repeat(n)}a:`).join('\n');
    expect(await configFolder().problems(`x-a:\n${block.replaceAll(/^/gm, ' ')}\n`)).toEqual([
      expect.stringContaining('nested too deeply'),
    ]);
    const flow = await configFolder().problems(`x-a: ${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(flow).toEqual([expect.stringMatching(/nested too deeply/)]);
  });

  it('cannot reach the prototype', async () => {
    const problems = await configFolder().problems(
      'defaults: { __proto__: { polluted: true } }\nmonitors: [{ id: a, kind: http, url: "http://h/", headers: { __proto__: x }, labels: { constructor: y } }]\n',
    );
    expect(problems).toEqual([
      '1:13 defaults.__proto__: not usable as a key',
      expect.stringContaining('monitors[0].headers.__proto__: not usable as a key'),
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('that are a folder, a pipe or unreadable are named as that', async () => {
    const folder = configFolder();
    execFileSync('mkfifo', [folder.path('pipe.yaml')]);
    folder.write('folder.yaml/x', '');
    expect(await folder.problems('include: [pipe.yaml, folder.yaml]')).toEqual([
      expect.stringContaining('it is not a regular file'),
      expect.stringContaining('it is a folder'),
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('without permission are named as that', async () => {
    const folder = configFolder();
    chmodSync(folder.write('watchpost.yaml', MONITOR), 0);
    expect(await folder.load()).toMatchObject({
      ok: false,
      problems: [{ message: 'no permission to read it' }],
    });
  });

  it('full of noise end in problems, never in a crash', async () => {
    const folder = configFolder();
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '*',
      '&a',
      '!x',
      '- ',
      ': ',
      '\n',
      '  ',
      '"',
      "'",
      '|',
      '>',
      '#',
      '${',
      '}',
      'a',
      '?',
    ];
    let seed = 7;
    const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31);
    for (let round = 0; round < 200; round += 1) {
      const noise = Array.from({ length: 40 }, () => pieces[next() % pieces.length]).join('');
      folder.write('watchpost.yaml', noise);
      const result = await folder.load();
      expect(result.ok || result.problems.every(({ line, column }) => line >= 1 && column >= 1)).toBe(true);
    }
  });
});
