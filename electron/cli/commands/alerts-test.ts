import path from 'node:path';
import type { ConfigProblem } from '../../../shared/config/model.ts';
import { readTestFile } from '../../engine/alerts/rule-tests/read-file.ts';
import { runTestFile, type TestOutcome } from '../../engine/alerts/rule-tests/run-file.ts';
import type { Failure } from '../../engine/alerts/rule-tests/run-test.ts';
import type { RuleTestFile } from '../../engine/alerts/rule-tests/model.ts';
import { osKeychain } from '../../host/keychain.ts';
import type { Action } from '../command.ts';
import type { CliContext } from '../context.ts';
import { EXIT, invalidConfig } from '../failure.ts';
import { localChecks } from '../local-checks.ts';
import { plain, type Output } from '../output.ts';

/** `alerts test FILE…`: runs rule tests on a virtual clock. */
export const alertsTest: Action<object> = async (context, _options, ...given) => {
  const files = readAll(context, given);
  const isLocal = localChecks();
  const results = files.map(({ shown, file }) => ({ shown, tests: runTestFile(file, { isLocal }) }));
  for (const { shown, tests } of results) for (const one of tests) tellTest(context.output, shown, one);
  const all = results.flatMap(({ tests }) => tests);
  const failed = all.filter(({ failures }) => failures.length > 0).length;
  context.output.line(`${all.length - failed} passed, ${failed} failed`);
  context.output.document({
    passed: all.length - failed,
    failed,
    files: results.map(({ shown, tests }) => ({ file: shown, tests: tests.map(documentOf) })),
  });
  return failed > 0 ? EXIT.failed : EXIT.ok;
};

/** All problems of all files are told before anything is run. */
function readAll(
  { cwd, env }: CliContext,
  given: readonly string[],
): { shown: string; file: RuleTestFile }[] {
  const problems: ConfigProblem[] = [];
  const files: { shown: string; file: RuleTestFile }[] = [];
  for (const name of given) {
    const read = readTestFile(path.resolve(cwd, name), { env: { ...env }, secrets: osKeychain() });
    if (read.ok) files.push({ shown: name, file: read.file });
    else problems.push(...read.problems);
  }
  if (problems.length > 0) throw invalidConfig(problems);
  return files;
}

function tellTest(output: Output, file: string, { name, line, failures }: TestOutcome): void {
  const mark = failures.length === 0 ? output.style('green', 'ok  ') : output.style('red', 'FAIL');
  output.line(`${mark} ${plain(file)}:${line} ${plain(name)}`);
  for (const failure of failures) {
    output.line(`     ${plain(file)}:${failure.place.line} at ${failure.at}: ${plain(failure.what)}`);
    tellSide(output, 'expected', failure.expected);
    tellSide(output, 'actual  ', failure.actual);
  }
}

function tellSide(output: Output, label: string, text: string): void {
  for (const [index, line] of text.split('\n').entries()) {
    output.line(`       ${index === 0 ? label : ' '.repeat(label.length)} ${plain(line)}`);
  }
}

function documentOf({ name, line, failures }: TestOutcome) {
  return { name, line, passed: failures.length === 0, failures: failures.map(failureDocument) };
}

function failureDocument({ place, at, what, expected, actual }: Failure) {
  return { line: place.line, column: place.column, at, what, expected, actual };
}
