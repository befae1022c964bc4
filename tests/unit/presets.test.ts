import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../electron/engine/config/load.ts';

const dir = join(import.meta.dirname, '../../resources/presets');
const secrets = { get: () => null, set: () => undefined, remove: () => false };
const presets = readdirSync(dir);

describe('the presets', () => {
  it('are one for each of the five systems', () => {
    expect(presets.toSorted()).toEqual([
      'ai-assistant-cli.yaml',
      'ai-assistant-platform.yaml',
      'ai-writing-platform.yaml',
      'book-review-api.yaml',
      'universal-assistant.yaml',
    ]);
  });

  it.each(presets)('are valid without a warning: %s', async (name) => {
    const loaded = await loadConfig(join(dir, name), { env: {}, secrets });
    expect(loaded.ok ? loaded.warnings : loaded.problems).toEqual([]);
    if (!loaded.ok) return;
    expect(loaded.config.monitors.length).toBeGreaterThanOrEqual(3);
    for (const { monitors } of loaded.config.logs) expect(monitors).not.toEqual([]);
  });

  it.each(presets)('carry their alert table, and what the built-in rules would watch: %s', async (name) => {
    const loaded = await loadConfig(join(dir, name), { env: {}, secrets });
    const rules = loaded.ok ? loaded.config.alerts : [];
    expect(rules.length).toBeGreaterThanOrEqual(5);
    const kinds = new Set(rules.map(({ when }) => when.kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['state', 'no_data']));
  });
});
