import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import { root } from '../../../../scripts/sources.ts';
import type { ControlName } from '../../../fakes/electron-host/protocol.ts';
import type { Desktop, Exit, Start } from './desktop.ts';

const recorder = fileURLToPath(new URL('record-electron.cjs', import.meta.url));

/**
 * Starts the app on a real Electron through Playwright. A recorder is loaded before main: it keeps what Electron
 * cannot be asked for afterwards, such as a tray's tooltip, and does what a spec asks for inside main.
 */
export async function launchElectron(program: string, { args, env }: Start): Promise<Desktop> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({
    executablePath: program,
    args: [...asRoot, '-r', recorder, root, ...args],
    env: Object.fromEntries(
      Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    cwd: root,
  });
  const child = electron.process();
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exit = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const call = (name: ControlName, ...args: unknown[]) =>
    electron.evaluate(
      (_electron, asked) => {
        const { watchpostControl } = globalThis as unknown as {
          watchpostControl: Record<string, (...args: unknown[]) => unknown>;
        };
        const method = watchpostControl[asked.name];
        if (!method) throw new Error(`The recorder has no "${asked.name}".`);
        return method(...asked.args);
      },
      { name, args },
    );
  const own = { pid: child.pid ?? 0, exit, output: () => output };
  return new Proxy(own as Desktop, {
    get: (target, name) =>
      name in target || name === 'then'
        ? Reflect.get(target, name)
        : (...args: unknown[]) => call(name as ControlName, ...args),
  });
}
