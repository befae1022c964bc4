import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { configFolder } from '../../tests/fixtures/config-folder.ts';
import { layoutAt } from '../host/layout.ts';
import { nodeClock } from '../host/node-clock.ts';
import { runCli } from './program.ts';

/** Runs a command line in this process, far from the user's own files. */
async function watchpost(args: string[], { cwd = tmpdir(), isTTY = false, env = {} } = {}) {
  const texts = { stdout: '', stderr: '' };
  const code = await runCli({
    args,
    env: { XDG_CONFIG_HOME: '/nowhere/config', XDG_DATA_HOME: '/nowhere/data', ...env },
    cwd,
    stdout: { write: (text: string) => (texts.stdout += text), isTTY },
    stderr: { write: (text: string) => (texts.stderr += text) },
    clock: nodeClock,
    version: '1.2.3',
    layout: layoutAt(pathToFileURL(path.resolve('electron/cli.ts')).href),
  });
  return { code, ...texts };
}

const error = (stdout: string) => (JSON.parse(stdout) as { error: Record<string, unknown> }).error;

describe('the command line', () => {
  it.each([
    [[], 'A command is missing.'],
    [['bogus'], "unknown command 'bogus'"],
    [['logs', 'parse'], "missing required argument 'file'"],
    [['check', '--bogus'], "unknown option '--bogus'"],
    [['check', '--timeout', 'soon'], 'Expected a duration such as 30s, 1h30m or 7d.'],
    [['check', '--fail-on', 'healthy'], 'Expected one of degraded, unhealthy.'],
    [['serve', '--port', '65536'], 'Expected a whole number from 0 to 65535.'],
    [['mark'], "missing required argument 'text'"],
    [['mark', 'two', 'words'], 'too many arguments'],
    [['config'], 'A command is missing.'],
    [['config', 'help'], "unknown command 'help'"],
    [['secret', 'set', '-x y'], 'unknown option'],
    [['secret', 'set', 'no spaces'], "A secret's name has letters"],
  ])('exits 64 for the wrong usage %j and says what is wrong', async (args, words) => {
    const { code, stdout, stderr } = await watchpost(['--json', ...args]);
    expect(code).toBe(64);
    expect(error(stdout)).toEqual({ code: 'usage', message: expect.stringContaining(words), problems: [] });
    expect(stderr).not.toBe('');
    expect((await watchpost(args)).stdout).toBe('');
  });

  it('takes global options before and after the command', async () => {
    const folder = configFolder();
    folder.write('w.yaml', 'version: 1\nmonitors: []\n');
    for (const args of [
      ['--json', '--config', 'w.yaml', 'config', 'validate'],
      ['config', 'validate', '--json', '--config', 'w.yaml'],
      ['config', '--config', 'w.yaml', 'validate', '--json'],
    ]) {
      const { code, stdout } = await watchpost(args, { cwd: folder.folder });
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ file: folder.path('w.yaml'), valid: true });
    }
  });

  it('prints help and version as JSON where JSON is wanted', async () => {
    expect(await watchpost(['--version'])).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
    expect(JSON.parse((await watchpost(['--version', '--json'])).stdout)).toEqual({ version: '1.2.3' });
    const help = JSON.parse((await watchpost(['check', '--help', '--json'])).stdout) as { help: string };
    expect(help.help).toContain('--fail-on');
    expect((await watchpost(['--help'])).stdout).toContain('Usage: watchpost');
  });

  it('tells every problem of a configuration at its place and starts nothing, exit 78', async () => {
    const folder = configFolder();
    folder.write('w.yaml', 'version: 1\nmonitors:\n  - { id: A, kind: http }\n  - { id: b, kind: tpc }\n');
    const { code, stdout, stderr } = await watchpost(['check', '--config', 'w.yaml', '--json'], {
      cwd: folder.folder,
    });
    expect(code).toBe(78);
    const { code: name, problems } = error(stdout) as { code: string; problems: unknown[] };
    expect(name).toBe('invalid-config');
    expect(problems[0]).toEqual({
      file: folder.path('w.yaml'),
      line: 3,
      column: expect.any(Number),
      path: expect.stringMatching(/^monitors\[0\]/u),
      message: expect.any(String),
    });
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(problems.length);
    for (const line of lines) expect(line).toMatch(/^w\.yaml:\d+:\d+ monitors\[\d\][\w.]*: \S/u);
  });

  it('shows nothing of a hostile argument to the terminal', async () => {
    const { stderr } = await watchpost(['\u001b[2Jbogus']);
    expect(stderr).toContain('unknown command');
    expect(stderr).not.toContain('\u001b');
  });

  it('resolves paths against the directory of the caller', async () => {
    const folder = configFolder();
    folder.write('sub/w.yaml', 'version: 1\n');
    const { stdout } = await watchpost(['config', 'validate', 'sub/w.yaml', '--json'], {
      cwd: folder.folder,
    });
    expect(JSON.parse(stdout)).toMatchObject({ file: folder.path('sub/w.yaml') });
    const given = await watchpost(['config', 'validate', '--json'], {
      cwd: folder.folder,
      env: { WATCHPOST_CONFIG: 'sub/w.yaml' },
    });
    expect(JSON.parse(given.stdout)).toMatchObject({ file: folder.path('sub/w.yaml') });
  });

  it('colours a terminal unless it is told not to', async () => {
    const folder = configFolder();
    folder.write('w.yaml', 'version: 1\nmonitors: []\n');
    const check = (args: string[], env = {}) =>
      watchpost(['check', '--config', 'w.yaml', ...args], { cwd: folder.folder, isTTY: true, env });
    folder.write('w.yaml', 'version: 1\nmonitors:\n  - { id: a, kind: http, url: "http://127.0.0.1:1/" }\n');
    expect((await check([])).stdout).toContain('\u001b[');
    expect((await check(['--no-color'])).stdout).not.toContain('\u001b');
    expect((await check([], { NO_COLOR: '1' })).stdout).not.toContain('\u001b');
    expect((await check(['--json'])).stdout).not.toContain('\u001b');
  });
});
