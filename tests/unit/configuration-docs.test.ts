import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { initialConfig } from '../../electron/engine/config/edit/initial-config.ts';
import { baseShape } from '../../shared/config/monitors/base.ts';
import { MONITOR_KINDS } from '../../shared/config/monitors/registry.ts';
import { rootShape } from '../../shared/config/schema.ts';
import { configFolder } from '../fixtures/config-folder.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');

/** YAML examples; a list of monitors is made whole, the collection of lines that need quotes is no file. */
const EXAMPLES = [...PAGE.matchAll(/```yaml\n(.*?)```/gs)]
  .map(([, yaml = '']) => yaml)
  .filter((yaml) => !yaml.includes('exclude: ["!audit.log"]'))
  .map((yaml) => (yaml.startsWith('- ') ? `monitors:\n${yaml.replaceAll(/^/gm, '  ')}` : yaml));

it('has examples', () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(9);
});

it.each([...EXAMPLES, initialConfig()])('is right in its example:\n%s', async (yaml) => {
  expect(await configFolder().problems(yaml, { BOOK_TOKEN: 'x', TOKEN: 'x' })).toEqual([]);
});

it('names every key of the language', () => {
  const kinds = MONITOR_KINDS.flatMap(({ shape }) => Object.keys(shape));
  const keys = new Set([...Object.keys(rootShape), ...Object.keys(baseShape), ...kinds]);
  const missing = [...keys].filter((key) => !new RegExp(`\`${key}(\`|\\.)`).test(PAGE));
  expect(missing).toEqual([]);
});
