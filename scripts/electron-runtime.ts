import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './sources.ts';

/** The Electron program, or why it cannot be used and what helps. */
export type Runtime = { program: string; folder: string } | { cause: string; remedy: string };

const packageDir = path.join(root, 'node_modules/electron');
const DOWNLOAD_WITHIN_MS = 180_000;

/** Finds the runtime, downloading it where that has not happened yet; no display means no runtime. */
export function electronRuntime(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Runtime {
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return { cause: 'there is no display', remedy: 'log in to a desktop for tray and window' };
  }
  return findElectron(env);
}

/** The runtime itself, whether or not it can show anything here; downloads it where that has not happened yet. */
export function findElectron(env: NodeJS.ProcessEnv): Runtime {
  return installed(env) ?? download(env) ?? missing(env);
}

function installed(env: NodeJS.ProcessEnv): Runtime | null {
  const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' } as Record<
    string,
    string
  >;
  const pathFile = path.join(packageDir, 'path.txt');
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, 'utf8')
    : (names[process.platform] ?? 'electron');
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(packageDir, 'dist');
  const program = path.join(folder, name);
  return existsSync(program) ? { program, folder } : null;
}

function download(env: NodeJS.ProcessEnv): Runtime | null {
  if (env['ELECTRON_OVERRIDE_DIST_PATH']) return null;
  spawnSync(process.execPath, [path.join(packageDir, 'install.js')], {
    stdio: 'ignore',
    timeout: DOWNLOAD_WITHIN_MS,
  });
  return installed(env);
}

function missing(env: NodeJS.ProcessEnv): Runtime {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    return {
      cause: `there is no Electron in ${override}`,
      remedy: 'point ELECTRON_OVERRIDE_DIST_PATH at an unpacked runtime',
    };
  }
  return {
    cause: 'the Electron runtime could not be downloaded',
    remedy:
      'run "npx install-electron" where the network allows it, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked runtime',
  };
}
