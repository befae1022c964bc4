import path from 'node:path';
import { electronRuntime } from './electron-runtime.ts';
import { ensureBuilt } from './ensure-built.ts';
import { runChild } from './run-child.ts';
import { outDir, root } from './sources.ts';

/** A runtime that dies this soon never came up: wrong libraries, no access to the display. */
const CAME_UP_MS = 10_000;

/** Builds what is missing, then tray and window where Electron and a display are there, else the headless host. */
export async function start(args: readonly string[]): Promise<number> {
  await ensureBuilt(() => console.error('Building Watchpost …'));
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  const runtime = electronRuntime(process.env, process.platform);
  if ('program' in runtime) {
    const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const { code, signal, ranMs } = await runChild(runtime.program, [...sandbox, root, ...args], { cwd });
    const ended = signal ? `was ended by ${signal}` : `exited with code ${code}`;
    if (code === 0 || ranMs > CAME_UP_MS || signal === 'SIGINT' || signal === 'SIGTERM') return code ?? 1;
    return headless(`Electron ${ended} within 10 s`, 'see its messages above', args, cwd);
  }
  return headless(runtime.cause, runtime.remedy, args, cwd);
}

async function headless(
  cause: string,
  remedy: string,
  args: readonly string[],
  cwd: string,
): Promise<number> {
  console.error(`No tray and window: ${cause}; ${remedy}. Running headless instead.`);
  const { code } = await runChild(process.execPath, [path.join(outDir, 'cli.js'), ...args, 'serve'], { cwd });
  return code ?? 1;
}
