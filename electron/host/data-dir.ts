import { chmodSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

export interface PlatformEnvironment {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
}

/** Where data is kept when nothing else is said: the platform's own folder. */
export function defaultDataDir({ platform, env, home }: PlatformEnvironment): string {
  if (env['WATCHPOST_DATA']) return path.resolve(env['WATCHPOST_DATA']);
  if (platform === 'darwin') return path.join(home, 'Library/Application Support/Watchpost');
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData/Local'), 'Watchpost');
  return path.join(env['XDG_DATA_HOME'] || path.join(home, '.local/share'), 'watchpost');
}

/** Where the configuration is looked for when nothing else is said. */
export function defaultConfigFile({ platform, env, home }: PlatformEnvironment): string {
  if (env['WATCHPOST_CONFIG']) return path.resolve(env['WATCHPOST_CONFIG']);
  const folder =
    platform === 'darwin'
      ? path.join(home, 'Library/Application Support/Watchpost')
      : platform === 'win32'
        ? path.join(env['APPDATA'] ?? path.join(home, 'AppData/Roaming'), 'Watchpost')
        : path.join(env['XDG_CONFIG_HOME'] || path.join(home, '.config'), 'watchpost');
  return path.join(folder, 'watchpost.yaml');
}

/** Makes the directory, readable by its user alone; one that is open to others is tightened. */
export function prepareDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (process.platform !== 'win32' && (statSync(dataDir).mode & 0o777) !== 0o700) chmodSync(dataDir, 0o700);
}
