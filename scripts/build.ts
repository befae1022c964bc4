/** Compiles everything into out/: processes and workers with esbuild, the window with Vite. */
import { build as bundle, type BuildOptions } from 'esbuild';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build as buildWindow } from 'vite';
import { outDir, root, sourceStamp, stampFile } from './sources.ts';

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22',
  sourcemap: 'linked',
  logLevel: 'warning',
};

/** Entries that run under Node or Electron's main; packages stay outside, natives cannot be bundled. */
const processes: BuildOptions = {
  ...common,
  entryPoints: {
    main: 'electron/main.ts',
    'engine-process': 'electron/engine-process.ts',
    cli: 'electron/cli.ts',
    demo: 'electron/demo.ts',
    'reader-worker': 'electron/engine/storage/reader-worker.ts',
    'logs-worker': 'electron/logs-worker.ts',
    'log-backlog-worker': 'electron/log-backlog-worker.ts',
  },
  outdir: 'out',
  format: 'esm',
  packages: 'external',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
};

/** A sandboxed preload is CommonJS, in one file, and may require nothing but electron. */
const preload: BuildOptions = {
  ...common,
  entryPoints: { preload: 'electron/preload.ts' },
  outdir: 'out',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  external: ['electron'],
};

export async function buildAll(): Promise<void> {
  const stamp = sourceStamp();
  // Vite sets it for the whole process, and whoever builds first and tests then would test React's production build.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  await Promise.all([
    bundle(processes),
    bundle(preload),
    buildWindow({
      root: path.join(root, 'renderer'),
      configFile: path.join(root, 'vite.config.ts'),
      logLevel: 'warn',
    }),
  ]);
  if (before === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = before;
  writeFileSync(stampFile, stamp);
}

if (import.meta.main) await buildAll();
