import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { selectMonitors } from '../../electron/engine/alerts/select.ts';
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

  it.each(presets)('are told of everything that could hold others back: %s', async (name) => {
    const loaded = await loadConfig(join(dir, name), { env: {}, secrets });
    if (!loaded.ok) return;
    const { monitors, alerts } = loaded.config;
    const parents = new Set(monitors.flatMap(({ dependsOn }) => dependsOn));
    const watched = alerts
      .filter(({ when }) => when.kind === 'state' && when.states.includes('unhealthy'))
      .flatMap((rule) => selectMonitors(rule.monitors, monitors).map(({ id }) => id));
    expect([...parents].filter((id) => !watched.includes(id))).toEqual([]);
  });

  it.each(presets)('tell of new errors where they read logs: %s', async (name) => {
    const loaded = await loadConfig(join(dir, name), { env: {}, secrets });
    if (!loaded.ok || loaded.config.logs.length === 0) return;
    expect(loaded.config.alerts.map(({ when }) => when.kind)).toContain('log_group');
  });

  const OVER_5M = 300_000;
  const above = (limit: number) => ({ direction: 'above', limit });
  it.each([
    [
      'ai-writing-platform.yaml',
      'writing-slow',
      'warning',
      { kind: 'latency', threshold: above(2000), overMs: OVER_5M },
      OVER_5M,
    ],
    [
      'ai-writing-platform.yaml',
      'writing-5xx',
      'critical',
      { kind: 'log_count', rate: true, threshold: above(0.1), overMs: OVER_5M },
      OVER_5M,
    ],
    [
      'book-review-api.yaml',
      'book-error-rate',
      'warning',
      { kind: 'error_rate', threshold: above(0.05), overMs: OVER_5M },
      0,
    ],
    [
      'book-review-api.yaml',
      'book-p95',
      'warning',
      { kind: 'latency', aggregate: 'p95', threshold: above(1000), overMs: OVER_5M },
      0,
    ],
    [
      'book-review-api.yaml',
      'book-uptime',
      'critical',
      { kind: 'uptime', threshold: { direction: 'below', limit: 0.99 }, overMs: 86_400_000 },
      0,
    ],
  ])('has the row of the alert table: %s, %s', async (name, id, severity, when, forMs) => {
    const loaded = await loadConfig(join(dir, name), { env: {}, secrets });
    const found = loaded.ok ? loaded.config.alerts.find((rule) => rule.id === id) : null;
    expect(found).toMatchObject({ severity, when, forMs });
  });

  it.each([
    ['ai-assistant-platform.yaml', ['routes', 'agents']],
    ['ai-writing-platform.yaml', ['cache hit', '5xx']],
    ['book-review-api.yaml', ['database connections', 'memory', '5xx']],
  ])('say of the rows that need application metrics that they come with those: %s', (name, rows) => {
    const said = readFileSync(join(dir, name), 'utf8')
      .split('\n')
      .filter((line) => /^ *#.*application metrics/u.test(line))
      .join(' ');
    for (const row of rows) expect(said).toContain(row);
  });
});
