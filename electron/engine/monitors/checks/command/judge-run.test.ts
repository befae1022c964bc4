import { describe, expect, it } from 'vitest';
import { commandMonitor } from '../../../../../tests/fixtures/monitors.ts';
import type { CommandMonitor } from '../../../../../shared/config/model.ts';
import type { CheckOutcome } from '../../../../../shared/domain/check-result.ts';
import { compileComponentRules } from '../decide.ts';
import { judgeRun, type OwnEnd } from './judge-run.ts';

interface Wrote {
  stdout?: string;
  stderr?: string;
  isCut?: boolean;
}

function judge(end: number | OwnEnd, wrote: Wrote = {}, more: Partial<CommandMonitor> = {}): CheckOutcome {
  const monitor = commandMonitor({ argv: ['x'], ...more });
  const { stdout = '', stderr = '', isCut = false } = wrote;
  const run = {
    end: typeof end === 'number' ? ({ kind: 'exit', code: end } as const) : end,
    durationMs: 12,
    stdout: Buffer.from(stdout),
    stderr: Buffer.from(stderr),
    isCut,
  };
  return judgeRun(monitor, run, compileComponentRules(monitor.components));
}

/** The body of S1: a list of checks. */
function body(status: string, database: string, llm = 'healthy'): string {
  return JSON.stringify({
    status,
    checks: [
      { name: 'database', status: database, message: 'SELECT 1 took 140 ms' },
      { name: 'llm', status: llm },
    ],
  });
}

describe('the end of a command', () => {
  it.each([
    [0, 'healthy', ''],
    [1, 'degraded', 'exit code 1'],
    [2, 'unhealthy', 'exit code 2'],
    [3, 'unknown', 'exit code 3'],
    [127, 'unhealthy', 'exit code 127'],
  ])('with code %d is %s', (code, state, message) => {
    expect(judge(code)).toMatchObject({ state, message, latencyMs: 12 });
  });

  it('by a signal is unhealthy', () => {
    expect(judge({ kind: 'signal', signal: 'SIGSEGV' })).toMatchObject({
      state: 'unhealthy',
      failure: 'assertion',
      message: 'ended by SIGSEGV',
    });
  });
});

describe('the output of a command', () => {
  it('gives the message as that of a Nagios plugin does', () => {
    const wrote = { stdout: 'DISK CRITICAL - 2% free | /=98%\nmore\n', stderr: 'noise' };
    expect(judge(2, wrote)).toMatchObject({ state: 'unhealthy', message: 'DISK CRITICAL - 2% free' });
  });

  it('gives the first line of its errors where it failed without a word', () => {
    expect(judge(1, { stderr: '\nno database\nstack' }).message).toBe('no database');
    expect(judge(126, { stderr: 'cannot execute' }).message).toBe('exit code 126: cannot execute');
    expect(judge(0, { stderr: 'a warning' }).message).toBe('');
  });

  it('is noted where it was cut', () => {
    expect(judge(0, { stdout: 'fine', isCut: true }).message).toBe('fine; output cut at 1 MiB');
  });
});

describe('a health body on stdout', () => {
  it('lists its components', () => {
    const found = judge(0, { stdout: body('healthy', 'healthy') });
    expect(found).toMatchObject({ state: 'healthy', failure: null });
    expect(found.components.map(({ path, state }) => `${path} ${state}`)).toEqual([
      'database healthy',
      'llm healthy',
    ]);
    expect(found.dialect).not.toBeNull();
  });

  it('counts where the exit code says less', () => {
    const found = judge(0, { stdout: `> s1 health\n\n${body('degraded', 'degraded')}` });
    expect(found).toMatchObject({ state: 'degraded', failure: null });
    expect(found.message).toContain('database degraded (SELECT 1 took 140 ms)');
  });

  it('counts less than an exit code that says more', () => {
    const found = judge(2, { stdout: body('healthy', 'healthy') });
    expect(found).toMatchObject({ state: 'unhealthy', failure: 'assertion', message: 'exit code 2' });
    expect(found.components).toHaveLength(2);
  });

  it('counts more than the mild code with which many programs fail', () => {
    expect(judge(1, { stdout: body('unhealthy', 'unhealthy') }).state).toBe('unhealthy');
  });

  it('is not believed to be healthy where the program does not know', () => {
    expect(judge(3, { stdout: body('healthy', 'healthy') }).state).toBe('unknown');
  });

  it('is spared by parts that are not critical', () => {
    const components = [{ glob: 'llm', critical: false }];
    expect(judge(2, { stdout: body('unhealthy', 'healthy', 'unhealthy') }, { components }).state).toBe(
      'degraded',
    );
  });

  it('is the last one where log lines in JSON stand before it', () => {
    const log = JSON.stringify({ level: 'info', message: 'checking', service: 's1' });
    expect(judge(0, { stdout: `${log}\n${body('unhealthy', 'unhealthy')}\n${log}` }).state).toBe('unhealthy');
  });

  it('is not read where the configuration says so', () => {
    const found = judge(0, { stdout: body('unhealthy', 'unhealthy') }, { read: 'none' });
    expect(found).toMatchObject({ state: 'healthy', components: [], dialect: null });
  });

  it('leaves the judgement to the exit code where it is not understood', () => {
    expect(judge(0, { stdout: '{"answer": 42}' })).toMatchObject({ state: 'healthy', components: [] });
  });
});
