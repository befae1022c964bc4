import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../engine/config/load.ts';
import { demoConfig } from './config.ts';

const ports = {
  platform: 1,
  universal: 2,
  writing1: 3,
  writing2: 4,
  model: 5,
  books: 6,
  mongodb: 7,
  redis: 8,
  thirdParty: 9,
};
const secrets = { get: () => null, set: () => undefined, remove: () => false };

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'watchpost-demo-config-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("the demo's configuration", () => {
  it('means the same folders and commands, whatever characters their names hold', async () => {
    const dir = join(root, 'a "b" #c: ${HOME} $$');
    const dirs = { assistant: dir, platformLogs: dir, writingLogs: dir, bookLogs: dir, backups: dir };
    mkdirSync(dir);
    const file = join(root, 'watchpost.yaml');
    writeFileSync(file, demoConfig({ ports, assistantCommand: [join(dir, 'node'), 'x y'], dirs }));
    const loaded = await loadConfig(file, { env: { HOME: 'elsewhere' }, secrets });
    expect(loaded.ok ? loaded.warnings : loaded.problems).toEqual([]);
    if (!loaded.ok) return;
    const command = loaded.config.monitors.find(({ kind }) => kind === 'command');
    expect(command).toMatchObject({ argv: [join(dir, 'node'), 'x y', 'health'], cwd: dir });
    expect(new Set(loaded.config.logs.map((source) => source.dir))).toEqual(new Set([dir]));
  });
});
