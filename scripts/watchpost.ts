import path from 'node:path';
import { ensureBuilt } from './ensure-built.ts';
import { runChild } from './run-child.ts';
import { outDir } from './sources.ts';

/** The command line from a checkout: builds what is missing, silently, and runs in the caller's directory. */
export async function watchpost(args: readonly string[]): Promise<number> {
  await ensureBuilt();
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  const { code } = await runChild(process.execPath, [path.join(outDir, 'cli.js'), ...args], { cwd });
  return code ?? 1;
}
