import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { outDir } from '../../../../scripts/sources.ts';
import type { ControlAnswer, ControlCall } from '../../../fakes/electron-host/protocol.ts';
import type { Desktop, Exit, Start } from './desktop.ts';

const register = fileURLToPath(new URL('../../../fakes/electron-host/register-main.ts', import.meta.url));

/** Starts the compiled main under Node, with the stand-in in Electron's place. */
export async function launchStandIn({ args, env }: Start): Promise<Desktop> {
  const child = fork(path.join(outDir, 'main.js'), args, {
    env,
    execArgv: ['--import', register],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));

  const waiting = new Map<number, (answer: ControlAnswer | null) => void>();
  let nextId = 1;
  child.on('message', (raw) => {
    const answer = raw as ControlAnswer;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const exit = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      for (const settle of waiting.values()) settle(null);
      resolve({ code, signal });
    });
  });

  const call = async (name: ControlCall['name'], ...args: unknown[]): Promise<unknown> => {
    const answer = await new Promise<ControlAnswer | null>((resolve) => {
      const id = nextId++;
      waiting.set(id, resolve);
      if (!child.connected) resolve(null);
      else child.send({ id, name, args } satisfies ControlCall, (error) => error && resolve(null));
    });
    if (answer === null) throw new Error(`The shell ended before it answered "${name}".\n${output}`);
    if ('error' in answer) throw new Error(answer.error);
    return answer.value;
  };

  const own = { pid: child.pid ?? 0, exit, output: () => output };
  return new Proxy(own as Desktop, {
    get: (target, name) =>
      name in target || name === 'then'
        ? Reflect.get(target, name)
        : (...args: unknown[]) => call(name as ControlCall['name'], ...args),
  });
}
