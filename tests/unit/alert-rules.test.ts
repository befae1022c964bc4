import { describe, expect, it } from 'vitest';
import { readRuleTests } from '../fixtures/rule-tests.ts';
import { runRuleTest } from '../fixtures/run-rule-test.ts';

/** Days of samples, written down after each; how long that takes is up to the machine. */
const PATIENCE = { timeout: 300_000 };

describe.each(readRuleTests())('$name', (read) => {
  const tests = read.file.tests.map((test) => [test.name, test] as const);

  it.each(tests)('%s', PATIENCE, (_, test) => {
    expect(runRuleTest(read, test)).toEqual([]);
  });

  it.each(tests)('%s, restarted at every step', PATIENCE, (_, test) => {
    expect(runRuleTest(read, test, { restartAlways: true })).toEqual([]);
  });
});
