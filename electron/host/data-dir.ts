import path from 'node:path';
import { ensureDataDir } from '../engine/storage/data-dir.ts';

export interface PlatformEnvironment {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  /** The directory that relative paths in the environment start at. */
  cwd?: string;
}

const absolute = (file: string, { cwd = process.cwd() }: PlatformEnvironment) => path.resolve(cwd, file);

/** Where data is kept when nothing else is said: the platform's own folder. */
export function defaultDataDir(where: PlatformEnvironment): string {
  const { platform, env, home } = where;
  if (env['WATCHPOST_DATA']) return absolute(env['WATCHPOST_DATA'], where);
  if (platform === 'darwin') return path.join(home, 'Library/Application Support/Watchpost');
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData/Local'), 'Watchpost');
  return path.join(env['XDG_DATA_HOME'] || path.join(home, '.local/share'), 'watchpost');
}

/** Where the configuration is looked for when nothing else is said. */
export function defaultConfigFile(where: PlatformEnvironment): string {
  const { platform, env, home } = where;
  if (env['WATCHPOST_CONFIG']) return absolute(env['WATCHPOST_CONFIG'], where);
  const folder =
    platform === 'darwin'
      ? path.join(home, 'Library/Application Support/Watchpost')
      : platform === 'win32'
        ? path.join(env['APPDATA'] ?? path.join(home, 'AppData/Roaming'), 'Watchpost')
        : path.join(env['XDG_CONFIG_HOME'] || path.join(home, '.config'), 'watchpost');
  return path.join(folder, 'watchpost.yaml');
}

/**
 * Makes the directory, readable by its user alone; one that is open to others is tightened.
 * @throws with the place and the remedy
 */
export function prepareDataDir(dataDir: string): void {
  try {
    ensureDataDir(dataDir);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${dataDir} cannot be the data directory (${reason}); mend its permissions or choose another with --data`,
      { cause: error },
    );
  }
}
