/** npm run dist: builds, then packages into an unpacked directory below dist/. Needs the Electron runtime. */
import path from 'node:path';
import { buildAll } from './build.ts';
import { findElectron } from './electron-runtime.ts';
import { runChild } from './run-child.ts';
import { root } from './sources.ts';

async function main(): Promise<number> {
  const runtime = findElectron(process.env);
  if ('cause' in runtime) {
    console.error(`Nothing was packaged: ${runtime.cause}; ${runtime.remedy}.`);
    return 1;
  }
  await buildAll();
  const builder = path.join(root, 'node_modules/electron-builder/cli.js');
  const args = ['--dir', '--config', 'build/electron-builder.yaml', `-c.electronDist=${runtime.folder}`];
  const { code } = await runChild(process.execPath, [builder, ...args, '--publish', 'never'], { cwd: root });
  return code ?? 1;
}

process.exitCode = await main();
