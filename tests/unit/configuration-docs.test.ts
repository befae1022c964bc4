import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { initialConfig } from '../../electron/engine/config/edit/initial-config.ts';
import { baseShape } from '../../shared/config/monitors/base.ts';
import { MONITOR_KINDS } from '../../shared/config/monitors/registry.ts';
import { CHANNEL_KINDS } from '../../shared/config/notify/channels.ts';
import { rootShape } from '../../shared/config/schema.ts';
import { configFolder } from '../fixtures/config-folder.ts';

const page = (name: string) => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8');
const PAGE = page('configuration.md');

/** YAML examples; a list of monitors is made whole, the collection of lines that need quotes is no file. */
const EXAMPLES = [...PAGE.matchAll(/```yaml\n(.*?)```/gs)]
  .map(([, yaml = '']) => yaml)
  .filter((yaml) => !yaml.includes('exclude: ["!audit.log"]'))
  .map((yaml) => (yaml.startsWith('- ') ? `monitors:\n${yaml.replaceAll(/^/gm, '  ')}` : yaml));

const CHANNEL_EXAMPLES = [...page('channels.md').matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, yaml = '']) => yaml,
);

it('has examples', () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(9);
});

it.each([...EXAMPLES, initialConfig()])('is right in its example:\n%s', async (yaml) => {
  expect(await configFolder().problems(yaml, { BOOK_TOKEN: 'x', TOKEN: 'x' })).toEqual([]);
});

it.each(CHANNEL_EXAMPLES)('is right in its example of a channel:\n%s', async (yaml) => {
  const urls = { SLACK_URL: 'https://h/x', DISCORD_URL: 'https://h/x', PING_URL: 'https://h/x' };
  const env = { ...urls, SMTP_URL: 'smtps://mail.example' };
  const keyless = yaml.replace('${secret:hook}', 'sesame');
  expect(await configFolder().problems(keyless, env)).toEqual([]);
});

it('names every key of the language', () => {
  const kinds = MONITOR_KINDS.flatMap(({ shape }) => Object.keys(shape));
  const channels = Object.values(CHANNEL_KINDS).flatMap(({ shape }) => Object.keys(shape));
  const keys = new Set([...Object.keys(rootShape), ...Object.keys(baseShape), ...kinds, ...channels]);
  const missing = [...keys].filter((key) => !new RegExp(`\`${key}(\`|\\.)`).test(PAGE));
  expect(missing).toEqual([]);
});
