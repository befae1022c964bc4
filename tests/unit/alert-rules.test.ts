import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTestFile } from '../../electron/engine/alerts/rule-tests/read-file.ts';
import { runTest, type Failure } from '../../electron/engine/alerts/rule-tests/run-test.ts';
import { formatProblem } from '../../electron/engine/config/problems.ts';
import { createChecks } from '../../electron/engine/monitors/checks/registry.ts';
import { isLoopbackHost } from '../../electron/engine/monitors/loopback.ts';
import { secretsOf } from '../fixtures/config-folder.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/alerts');
const checks = createChecks();
const isLocal = (monitor: Parameters<typeof checks.host>[0]) => {
  const host = checks.host(monitor);
  return host === null || isLoopbackHost(host);
};

const shown = (failures: readonly Failure[]) =>
  failures.map(
    ({ place, at, what, expected, actual }) =>
      `${place.file}:${place.line} at ${at}: ${what}\nexpected ${expected}\nactual ${actual}`,
  );

/** Days of samples, written down after each; how long that takes is up to the machine. */
const PATIENCE = { timeout: 300_000 };

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('%s', (name) => {
  const read = readTestFile(join(FOLDER, name), { env: {}, secrets: secretsOf() });
  if (!read.ok) throw new Error(read.problems.map((one) => formatProblem(one, { cwd: FOLDER })).join('\n'));
  const { file } = read;

  it.each(file.tests.map((test) => [test.name, test] as const))('%s', PATIENCE, (_, test) => {
    expect(shown(runTest(file, test, { isLocal }))).toEqual([]);
  });

  it.each(file.tests.map((test) => [test.name, test] as const))(
    '%s, restarted at every step',
    PATIENCE,
    (_, test) => {
      expect(shown(runTest(file, test, { isLocal, restartAlways: true }))).toEqual([]);
    },
  );
});
