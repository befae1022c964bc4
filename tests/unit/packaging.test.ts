import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import type { Configuration } from 'electron-builder';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { APP_ID } from '../../electron/shell/profile.ts';
import { LINK_SCHEME } from '../../electron/shell/deep-link.ts';
import { root } from '../../scripts/sources.ts';

const file = path.join(root, 'build/electron-builder.yaml');
const read = () =>
  parse(readFileSync(file, 'utf8')) as {
    appId: string;
    files: string[];
    protocols: { schemes: string[] }[];
    linux: { icon: string; files?: unknown };
    mac: { icon: string; entitlements: string; files?: unknown };
    win: { icon: string; files?: unknown };
  };

describe('the packaging configuration', () => {
  it('fits the schema of electron-builder', async () => {
    await expect(
      validateConfiguration(read() as Configuration, new DebugLogger(false)),
    ).resolves.not.toThrow();
  });

  it('is held to that schema', async () => {
    await expect(
      validateConfiguration({ apId: 'x' } as Configuration, new DebugLogger(false)),
    ).rejects.toThrow(/apId/u);
  });

  it('leaves the choice of files to no platform, which would pack the whole folder', () => {
    const { linux, mac, win } = read();
    expect([linux.files, mac.files, win.files]).toEqual([undefined, undefined, undefined]);
  });

  it('names files that are there', () => {
    const { linux, mac, win } = read();
    for (const name of [linux.icon, mac.icon, mac.entitlements, win.icon]) {
      expect(existsSync(path.join(root, name))).toBe(true);
    }
  });

  it('is the same app as the shell says it is, with the same links', () => {
    const { appId, protocols } = read();
    expect(appId).toBe(APP_ID);
    expect(protocols.flatMap(({ schemes }) => schemes)).toEqual([LINK_SCHEME]);
  });
});
