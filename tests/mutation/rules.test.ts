import { describe, expect, inject, it } from 'vitest';
import { runRuleTest } from '../fixtures/run-rule-test.ts';

describe.each(inject('ruleTests'))('$name', (read) => {
  it.each(read.file.tests.map((test) => [test.name, test] as const))('%s', (_, test) => {
    expect(runRuleTest(read, test)).toEqual([]);
  });
});
