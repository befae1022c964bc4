/** Reads the rule tests once for all mutants: to read them takes longer than to run them. */
import type { TestProject } from 'vitest/node';
import { readRuleTests } from '../fixtures/rule-tests.ts';
import type { ReadRuleTests } from '../fixtures/run-rule-test.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    ruleTests: ReadRuleTests[];
  }
}

export default function setup({ provide }: TestProject): void {
  provide('ruleTests', readRuleTests());
}
