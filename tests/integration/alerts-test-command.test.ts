import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../../electron/cli/program.ts';
import { StandingClock } from '../fakes/standing-clock.ts';
import type { Layout } from '../../electron/host/layout.ts';

const CONFIG = `monitors: [{ id: api, kind: http, url: "https://h.example/" }]
alerts: [{ id: down, severity: critical, when: { state: unhealthy } }]
`;
const test = (expected: string) => `config: watchpost.yaml
tests:
  - name: down
    series: [{ monitor: api, state: "healthy*2 unhealthy*4" }]
    expect:
      - { at: 2m, rule: down, subject: api, state: ${expected} }
`;

/** Runs the command on files written for it. */
async function run(files: Record<string, string>, ...args: string[]) {
  const cwd = mkdtempSync(join(tmpdir(), 'watchpost-rules-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  let stdout = '';
  let stderr = '';
  const code = await runCli({
    args: ['--no-color', 'alerts', 'test', ...args],
    env: {},
    cwd,
    stdout: { write: (text: string) => void (stdout += text) },
    stderr: { write: (text: string) => void (stderr += text) },
    clock: new StandingClock(0),
    version: '0',
    layout: {} as Layout,
  });
  return { code, stdout, stderr };
}

describe('watchpost alerts test', () => {
  it('says what passed', async () => {
    const { code, stdout } = await run({ 'watchpost.yaml': CONFIG, 'a.yaml': test('firing') }, 'a.yaml');
    expect([code, stdout]).toEqual([0, 'ok   a.yaml:3 down\n1 passed, 0 failed\n']);
  });

  it('says what was expected and what there was, where, and exits 1', async () => {
    const { code, stdout } = await run({ 'watchpost.yaml': CONFIG, 'a.yaml': test('pending') }, 'a.yaml');
    expect(code).toBe(1);
    expect(stdout).toBe(
      'FAIL a.yaml:3 down\n     a.yaml:6 at 2m: down of api\n       expected pending\n       actual   firing\n0 passed, 1 failed\n',
    );
  });

  it('tells all of it as one document', async () => {
    const { stdout } = await run({ 'watchpost.yaml': CONFIG, 'a.yaml': test('pending') }, '--json', 'a.yaml');
    const failure = {
      line: 6,
      column: 9,
      at: '2m',
      what: 'down of api',
      expected: 'pending',
      actual: 'firing',
    };
    expect(JSON.parse(stdout)).toEqual({
      passed: 0,
      failed: 1,
      files: [{ file: 'a.yaml', tests: [{ name: 'down', line: 3, passed: false, failures: [failure] }] }],
    });
  });

  it('exits 78 for a mistake in a test or in the configuration, at its place', async () => {
    const wrong = await run({ 'watchpost.yaml': CONFIG, 'a.yaml': test('burning') }, 'a.yaml');
    expect(wrong.code).toBe(78);
    expect(wrong.stderr).toContain(
      'a.yaml:6:52 tests[0].expect[0].state: expected one of inactive, pending, firing, got "burning"',
    );
    const broken = await run({ 'watchpost.yaml': `${CONFIG}x: 1\n`, 'a.yaml': test('firing') }, 'a.yaml');
    expect([broken.code, broken.stderr]).toEqual([
      78,
      expect.stringContaining('watchpost.yaml:3:1 x: unknown key'),
    ]);
    expect((await run({}, 'missing.yaml')).code).toBe(78);
  });

  it('exits 64 without a file', async () => {
    expect((await run({})).code).toBe(64);
  });
});
