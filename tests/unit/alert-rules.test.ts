import { describe, expect, it } from 'vitest';
import { ruleTestFiles, ruleTestsOf } from '../fixtures/rule-tests.ts';

/** Weeks of samples; how long they take is up to the machine. */
const PATIENCE = { timeout: 300_000 };

describe.each(ruleTestFiles)('%s', (name) => {
  const { tests, run } = ruleTestsOf(name);

  it.each(tests)('%s', PATIENCE, (_, test) => {
    expect(run(test)).toEqual([]);
  });
});
