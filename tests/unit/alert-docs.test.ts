import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { WHEN_FORMS } from '../../shared/config/alerts/when.ts';
import { MESSAGE_NAMES } from '../../shared/config/alerts/message.ts';
import { readTestFile } from '../../electron/engine/alerts/rule-tests/read-file.ts';
import { runTestFile } from '../../electron/engine/alerts/rule-tests/run-file.ts';
import { secretsOf } from '../fixtures/config-folder.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/alerts.md'), 'utf8');
const EXAMPLES = [...PAGE.matchAll(/## ([^\n]+)\n[^#]*?```yaml\n(.*?)```/gs)]
  .map(([, section = '', yaml = '']) => [section, yaml] as const)
  .filter(([, yaml]) => yaml.includes('tests:') && !yaml.startsWith('config:'));

it('has an example for each section that can be shown by one', () => {
  expect(EXAMPLES.length).toBeGreaterThanOrEqual(7);
});

it.each(EXAMPLES)('runs and passes its example: %s', (_, yaml) => {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-alerts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'rules.yaml');
  writeFileSync(file, yaml);
  const read = readTestFile(file, { env: {}, secrets: secretsOf() });
  expect(read.ok ? [] : read.problems).toEqual([]);
  const failures = read.ok
    ? runTestFile(read.file, { isLocal: () => false }).flatMap((test) => test.failures)
    : [];
  expect(failures.map(({ at, what, expected, actual }) => ({ at, what, expected, actual }))).toEqual([]);
});

it('names every form of a condition and every placeholder', () => {
  expect(WHEN_FORMS.map(({ key }) => key).filter((key) => !PAGE.includes(`{ ${key}: `))).toEqual([]);
  expect(MESSAGE_NAMES.filter((name) => !PAGE.includes(`{{${name}}}`))).toEqual([]);
});
