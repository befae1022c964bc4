import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';

interface Line {
  result?: string;
  message?: string;
  from?: string;
  to?: string;
  reason?: string | null;
}

let child: ChildProcess | null = null;
let server: Server | null = null;

afterEach(() => {
  child?.kill('SIGKILL');
  server?.close();
});

/** A server that answers PING after `delayMs`, and a process that watches it; the lines that it prints. */
async function watching(delay: { ms: number }) {
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', () => {
      setTimeout(() => socket.end('+PONG\r\n'), delay.ms);
    });
  });
  await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const script = new URL('../fixtures/processes/watching.ts', import.meta.url);
  child = fork(script, [String(port)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const lines: Line[] = [];
  if (!child.stdout) throw new Error('the child has no stdout');
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line) as Line));
  const until = async (found: (lines: readonly Line[]) => boolean): Promise<void> => {
    const deadline = Date.now() + 30_000;
    while (!found(lines)) {
      if (Date.now() > deadline) throw new Error(`not seen: ${JSON.stringify(lines)}`);
      await pause(20);
    }
  };
  return { lines, until, process: child };
}

it('a process that was stopped and goes on blames itself for the check it was in the middle of', async () => {
  const delay = { ms: 0 };
  const { lines, until, process } = await watching(delay);
  await until((seen) => seen.some(({ result }) => result === 'healthy'));
  // Each check is now under way for most of a second, so that the stop falls into one.
  delay.ms = 900;
  const before = lines.length;
  await until((seen) => seen.length > before + 1);
  await pause(300);
  process.kill('SIGSTOP');
  await pause(4000);
  delay.ms = 0;
  process.kill('SIGCONT');
  await until((seen) => seen.some(({ result }) => result === 'unknown'));
  const spoilt = lines.findIndex(({ result }) => result === 'unknown');
  await until((seen) => seen.slice(spoilt).some(({ result }) => result === 'healthy'));
  expect(lines[spoilt]?.message).toBe('Watchpost was held up');
  expect(lines.filter(({ result, to }) => result === 'unhealthy' || to === 'unhealthy')).toEqual([]);
  // Whether the last result ceased to hold first is a matter of how long the process was stopped.
  expect(lines.find(({ to }) => to === 'unknown')?.reason).toMatch(/^(stalled|stale)$/);
  process.disconnect();
  await once(process, 'exit');
});
