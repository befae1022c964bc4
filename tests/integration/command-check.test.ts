import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCommandCheck } from '../../electron/engine/monitors/checks/command.ts';
import type { CommandMonitor } from '../../shared/config/model.ts';
import type { CheckOutcome } from '../../shared/domain/check-result.ts';
import { checkContext } from '../fixtures/check-context.ts';
import { commandMonitor } from '../fixtures/monitors.ts';
import { runs, until } from '../fixtures/processes-of.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchpost-command-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Runs a script in Node; what stands behind `--` is in `process.argv`. */
function check(
  script: string,
  more: Partial<CommandMonitor> = {},
  context = checkContext(),
): Promise<CheckOutcome> {
  const argv = [process.execPath, '-e', script, '--', join(folder, 'pid')];
  return createCommandCheck().run(commandMonitor({ argv, cwd: folder, ...more }), context);
}

/** The process id that a script has left behind. */
async function leftPid(): Promise<number> {
  const file = join(folder, 'pid');
  await until(async () => existsSync(file) && (await readFile(file, 'utf8')) !== '');
  return Number(await readFile(file, 'utf8'));
}

const LEAVE_PID = `require('node:fs').writeFileSync(process.argv[1], String(process.pid));`;
/** A child of the script that leaves its id behind, ignores SIGTERM and holds the script's output open. */
const STUBBORN_CHILD = `require('node:child_process').spawn(process.execPath, ['-e',
  ${JSON.stringify(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); ${LEAVE_PID}`)}, '--', process.argv[1]],
  { stdio: 'inherit' });`;
const WAIT_FOR_PID = `const wait = setInterval(() => { if (require('node:fs').existsSync(process.argv[1])) { clearInterval(wait); process.exit(0); } }, 10);`;

describe('a command check', () => {
  it('is healthy for exit code 0 and tells how long it took', async () => {
    const found = await check(`console.log('all is well')`);
    expect(found).toMatchObject({ state: 'healthy', failure: null, message: 'all is well', phases: null });
    expect(found.latencyMs).toBeGreaterThan(0);
  });

  it('reads a health body behind the banner of npm', async () => {
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name: 's1', version: '1.0.0', scripts: { health: 'node health.js' } }),
    );
    const body = { status: 'degraded', checks: [{ name: 'database', status: 'degraded', message: 'slow' }] };
    await writeFile(
      join(folder, 'health.js'),
      `console.log(JSON.stringify(${JSON.stringify(body)}, null, 2)); process.exitCode = 1;`,
    );
    const found = await createCommandCheck().run(
      commandMonitor({ argv: ['npm', 'run', 'health'], cwd: folder, timeoutMs: 60_000 }),
      checkContext(),
    );
    expect(found).toMatchObject({ state: 'degraded', components: [{ path: 'database', state: 'degraded' }] });
    expect(found.message).toContain('database degraded (slow)');
  });

  it('runs in its folder, with an empty input, our environment and no shell', async () => {
    const script = `
      const input = require('node:fs').readFileSync(0, 'utf8');
      console.log([require('node:fs').realpathSync(process.cwd()) === require('node:fs').realpathSync(${JSON.stringify(folder)}),
        JSON.stringify(input), process.env.PATH.length > 0, process.argv[1]].join(' '));`;
    const argv = [process.execPath, '-e', script, '--', '$HOME;`id`'];
    const found = await createCommandCheck().run(commandMonitor({ argv, cwd: folder }), checkContext());
    expect(found.message).toBe('true "" true $HOME;`id`');
  });

  it('masks secrets and drops colours', async () => {
    const found = await check(
      `console.error('\\u001b[31mlogin with hush failed\\u001b[0m'); process.exitCode = 2;`,
      {},
      checkContext({ secrets: ['hush'] }),
    );
    expect(found).toMatchObject({ state: 'unhealthy', message: 'login with ••• failed' });
  });

  it('says how it ended where that is not its own doing', async () => {
    expect((await check(`process.exit(70)`)).message).toBe('exit code 70');
    expect((await check(`process.kill(process.pid, 'SIGKILL')`)).message).toBe('ended by SIGKILL');
  });

  it('says that a program is missing, and what to do', async () => {
    expect(await check('', { argv: ['no-such-program-here'] })).toMatchObject({
      state: 'unhealthy',
      failure: 'internal',
      latencyMs: null,
      message: 'program no-such-program-here was not found: install it, or write its full path in argv',
    });
  });

  it('says that its folder is missing rather than its program', async () => {
    const found = await check('', { cwd: '/no/such/folder' });
    expect(found.message).toBe('the folder /no/such/folder does not exist: check cwd in the configuration');
  });

  it.skipIf(process.platform === 'win32')('says that a file is no program', async () => {
    await writeFile(join(folder, 'notes.txt'), 'hello');
    const found = await check('', { argv: [join(folder, 'notes.txt')] });
    expect(found).toMatchObject({ failure: 'internal' });
    expect(found.message).toContain('may not be executed');
  });

  it('says that its arguments cannot be passed on', async () => {
    expect(await check('', { argv: ['node', 'a\u0000b'] })).toMatchObject({
      state: 'unhealthy',
      failure: 'internal',
    });
    expect(await check('', { argv: [''] })).toMatchObject({ state: 'unhealthy', failure: 'internal' });
  });

  it('judges a slow one by the latency limits', async () => {
    expect(await check('', { latency: { unhealthy: 0 } })).toMatchObject({ state: 'unhealthy' });
  });

  it('shows no argument in lists, as it may be a secret', () => {
    expect(createCommandCheck().describe(commandMonitor({ argv: ['/usr/bin/probe', 'hush'] }))).toBe(
      'command probe',
    );
    expect(createCommandCheck().host(commandMonitor({ argv: ['probe'] }))).toBeNull();
  });
});

describe.skipIf(process.platform === 'win32')('a command check and the processes it starts', () => {
  it('ends one that hangs at its timeout', async () => {
    const found = await check(`${LEAVE_PID} setInterval(() => {}, 1000)`, { timeoutMs: 500 });
    expect(found).toMatchObject({
      state: 'unhealthy',
      failure: 'timeout',
      latencyMs: 500,
      message: 'still running after 500 ms, ended',
    });
    expect(await runs(await leftPid())).toBe(false);
  });

  it('ends one that ignores SIGTERM', async () => {
    const found = await check(`process.on('SIGTERM', () => {}); ${LEAVE_PID} setInterval(() => {}, 1000)`, {
      timeoutMs: 500,
    });
    expect(found.failure).toBe('timeout');
    expect(await runs(await leftPid())).toBe(false);
  });

  it('ends one that has stopped itself', async () => {
    const found = await check(`${LEAVE_PID} process.kill(process.pid, 'SIGSTOP')`, { timeoutMs: 500 });
    expect(found.failure).toBe('timeout');
    expect(await runs(await leftPid())).toBe(false);
  });

  it('ends children that ignore SIGTERM together with their parent', async () => {
    const found = await check(`${STUBBORN_CHILD} setInterval(() => {}, 1000)`, { timeoutMs: 1_000 });
    expect(found.failure).toBe('timeout');
    expect(await runs(await leftPid())).toBe(false);
  });

  it('takes the exit code of a program whose child holds its output open, and ends the child', async () => {
    const found = await check(`console.log('parent is done'); ${STUBBORN_CHILD} ${WAIT_FOR_PID}`);
    expect(found).toMatchObject({ state: 'healthy', message: 'parent is done' });
    expect(await runs(await leftPid())).toBe(false);
  });

  it('takes what one has to say that closes its output early', async () => {
    const script = `require('node:fs').writeSync(1, 'early word\\n'); require('node:fs').closeSync(1); require('node:fs').closeSync(2);
      setTimeout(() => process.exit(1), 50);`;
    expect(await check(script)).toMatchObject({ state: 'degraded', message: 'early word' });
  });

  it('does not wait for a child that has left its group with the output open', async () => {
    const script = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`${LEAVE_PID} setTimeout(() => {}, 60000)`)}, '--', process.argv[1]],
      { stdio: 'inherit', detached: true }).unref(); ${WAIT_FOR_PID}`;
    expect((await check(script, { timeoutMs: 60_000 })).state).toBe('healthy');
    process.kill(await leftPid(), 'SIGKILL');
  });

  it('bounds one that forks again and again', async () => {
    const script = `${LEAVE_PID} const fork = () => require('node:child_process').spawn('sleep', ['60']).on('error', () => {});
      let forked = 0; const timer = setInterval(() => { fork(); forked += 1; if (forked === 40) clearInterval(timer); }, 5);`;
    const found = await check(script, { timeoutMs: 1_000 });
    expect(found.failure).toBe('timeout');
    const leader = await leftPid();
    await until(() => groupIsGone(leader));
  });

  it('ends it when it is cancelled, and then rejects with the reason', async () => {
    const controller = new AbortController();
    const script = `process.on('SIGTERM', () => {}); ${LEAVE_PID} setInterval(() => {}, 1000)`;
    const run = check(script, { timeoutMs: 60_000 }, checkContext({ signal: controller.signal }));
    const pid = await leftPid();
    controller.abort(new Error('monitor removed'));
    await expect(run).rejects.toThrow('monitor removed');
    expect(await runs(pid)).toBe(false);
  });

  it('starts nothing once it is cancelled', async () => {
    const signal = AbortSignal.abort(new Error('engine stopped'));
    await expect(check(LEAVE_PID, {}, checkContext({ signal }))).rejects.toThrow('engine stopped');
    expect(existsSync(join(folder, 'pid'))).toBe(false);
  });
});

function groupIsGone(leader: number): boolean {
  try {
    return !process.kill(-leader, 0);
  } catch {
    // No process of that group is left.
    return true;
  }
}
