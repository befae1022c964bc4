import type { RuleTestFile } from './model.ts';
import { runTest, type Failure, type RunOptions } from './run-test.ts';

/** What became of one test. */
export interface TestOutcome {
  name: string;
  line: number;
  failures: Failure[];
}

/** Runs all tests of a file, in its order. */
export function runTestFile(file: RuleTestFile, options: RunOptions): TestOutcome[] {
  return file.tests.map((test) => ({
    name: test.name,
    line: test.place.line,
    failures: runTest(file, test, options),
  }));
}
