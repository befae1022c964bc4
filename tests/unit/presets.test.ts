import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
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

  it.each(presets)('carry their alert table as comments: %s', (name) => {
    const text = readFileSync(join(dir, name), 'utf8');
    const [block = ''] = /^# alerts:\n(?:# {3}.*\n)+/m.exec(text) ?? [];
    const rules: unknown = parse(block.replaceAll(/^# /gm, ''));
    const rule = z.looseObject({
      id: z.string(),
      severity: z.enum(['info', 'warning', 'critical']),
      when: z.looseObject({}),
    });
    expect(z.object({ alerts: z.array(rule).min(3) }).safeParse(rules).error).toBeUndefined();
  });
});
