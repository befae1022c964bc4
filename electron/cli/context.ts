import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Clock } from '../engine/ports.ts';
import { defaultConfigFile, defaultDataDir } from '../host/data-dir.ts';
import type { Layout } from '../host/layout.ts';
import type { Output } from './output.ts';

/** Where a command looks for what. */
export interface Places {
  configFile: string;
  /** True where that file was named by an option or the environment. */
  configGiven: boolean;
  dataDir: string;
  /** True where there is no configuration, so that the demo fleet is meant. */
  demo: boolean;
}

/** What every command works with. */
export interface CliContext {
  output: Output;
  clock: Clock;
  version: string;
  layout: Layout;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  places: Places;
}

/** With neither an option nor a file in the default place, the demo fleet's own directory is meant. */
export function findPlaces(
  options: { config?: string; data?: string },
  { env, cwd }: { env: Readonly<Record<string, string | undefined>>; cwd: string },
): Places {
  const platform = { platform: process.platform, env, home: homedir(), cwd };
  const configGiven = options.config !== undefined || Boolean(env['WATCHPOST_CONFIG']);
  const configFile =
    options.config === undefined ? defaultConfigFile(platform) : path.resolve(cwd, options.config);
  const dataDir = options.data === undefined ? defaultDataDir(platform) : path.resolve(cwd, options.data);
  const demo = !configGiven && !existsSync(configFile);
  return { configFile, configGiven, dataDir, demo };
}

/** The demo fleet keeps its data and its configuration in a folder of its own. */
export const demoDir = (dataDir: string) => path.join(dataDir, 'demo');

/** The data directory that commands read: the demo fleet's where nothing else is configured. */
export const activeDataDir = ({ dataDir, demo }: Places) => (demo ? demoDir(dataDir) : dataDir);

/** The configuration file that commands read. */
export const activeConfigFile = ({ configFile, dataDir, demo }: Places) =>
  demo ? path.join(demoDir(dataDir), 'watchpost.yaml') : configFile;
