import { describe, expect, it } from 'vitest';
import { ruleTestFiles, ruleTestsOf } from '../fixtures/rule-tests.ts';

/** Days of samples, written down after each; how long that takes is up to the machine. */
const PATIENCE = { timeout: 300_000 };

describe.each(ruleTestFiles)('%s', (name) => {
  const { tests, run } = ruleTestsOf(name);

  it.each(tests)('%s, restarted at every step', PATIENCE, (_, test) => {
    expect(run(test, { restartAlways: true })).toEqual([]);
  });
});
