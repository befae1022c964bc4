import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultConfigFile, defaultDataDir, prepareDataDir } from './data-dir.ts';

describe('where things are kept', () => {
  const at = (platform: NodeJS.Platform, env: Record<string, string> = {}) => ({
    platform,
    env,
    home: '/home/me',
  });

  it('follows the XDG folders on Linux', () => {
    expect(defaultConfigFile(at('linux'))).toBe('/home/me/.config/watchpost/watchpost.yaml');
    expect(defaultDataDir(at('linux'))).toBe('/home/me/.local/share/watchpost');
    expect(defaultConfigFile(at('linux', { XDG_CONFIG_HOME: '/c' }))).toBe('/c/watchpost/watchpost.yaml');
    expect(defaultDataDir(at('linux', { XDG_DATA_HOME: '/d' }))).toBe('/d/watchpost');
  });

  it('follows the platform on macOS and Windows', () => {
    expect(defaultConfigFile(at('darwin'))).toBe(
      '/home/me/Library/Application Support/Watchpost/watchpost.yaml',
    );
    expect(defaultDataDir(at('darwin'))).toBe('/home/me/Library/Application Support/Watchpost');
    expect(defaultDataDir(at('win32', { LOCALAPPDATA: '/local' }))).toBe('/local/Watchpost');
    expect(defaultConfigFile(at('win32', { APPDATA: '/roaming' }))).toBe('/roaming/Watchpost/watchpost.yaml');
  });

  it('is where the environment says, before anything else', () => {
    const env = { WATCHPOST_CONFIG: '/x/w.yaml', WATCHPOST_DATA: '/x/data', XDG_DATA_HOME: '/d' };
    expect(defaultConfigFile(at('linux', env))).toBe('/x/w.yaml');
    expect(defaultDataDir(at('linux', env))).toBe('/x/data');
  });

  it.skipIf(process.platform === 'win32')('tightens a data directory that others can read', () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'watchpost-data-'));
    chmodSync(dir, 0o755);
    prepareDataDir(dir);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    rmSync(dir, { recursive: true });
  });
});
