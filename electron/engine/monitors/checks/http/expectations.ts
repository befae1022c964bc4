import type { IncomingHttpHeaders } from 'node:http';
import { RE2JS } from 're2js';
import type { HttpExpect } from '../../../../../shared/config/model.ts';
import type { State } from '../../../../../shared/domain/state.ts';
import { CheckFailure } from './failure.ts';
import { compileJsonAssertion } from './json-assertion.ts';

/** An answer as assertions see it. Text and JSON are decoded when first asked for. */
export interface Asserted {
  headers: IncomingHttpHeaders;
  text: () => string;
  /** Undefined where the body is not JSON. */
  json: () => unknown;
  /** A text from outside, masked and cut, in quotes. */
  show: (text: string) => string;
}

/** A failed assertion: the state it asks for, and one sentence that says which it was and what was there instead. */
export interface FailedAssertion {
  state: Exclude<State, 'healthy'>;
  text: string;
}

/** Looks at an answer; null where it is as expected. */
export type Assertion = (answer: Asserted) => FailedAssertion | null;

/** Compiles all that `expect` says about headers and body. Throws `CheckFailure` for a pattern or path that cannot be read. */
export function compileExpectations(expect: HttpExpect): Assertion[] {
  return [
    ...Object.entries(expect.headers).map(([name, value]) => header(name, value)),
    ...(expect.contains === null ? [] : [contains(expect.contains)]),
    ...(expect.notContains === null ? [] : [notContains(expect.notContains)]),
    ...(expect.matches === null ? [] : [matches(expect.matches)]),
    ...expect.json.map(compileJsonAssertion),
  ];
}

function unhealthy(text: string): FailedAssertion {
  return { state: 'unhealthy', text };
}

function header(name: string, expected: string): Assertion {
  return ({ headers, show }) => {
    const value = headers[name.toLowerCase()];
    if (value === undefined) return unhealthy(`header ${name}: expected, but missing`);
    const values = Array.isArray(value) ? value : [value];
    if (expected === '*' || values.some((each) => each.trim() === expected.trim())) return null;
    return unhealthy(`header ${name}: expected ${show(expected)}, got ${show(values.join(', '))}`);
  };
}

function contains(wanted: string): Assertion {
  return ({ text, show }) =>
    text().includes(wanted)
      ? null
      : unhealthy(`body: expected to contain ${show(wanted)}, ${got(text(), show)}`);
}

function notContains(unwanted: string): Assertion {
  return ({ text, show }) =>
    text().includes(unwanted) ? unhealthy(`body: expected not to contain ${show(unwanted)}`) : null;
}

function matches(pattern: string): Assertion {
  const compiled = compile(pattern);
  return ({ text, show }) =>
    compiled.test(text())
      ? null
      : unhealthy(`body: expected to match ${show(pattern)}, ${got(text(), show)}`);
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    throw new CheckFailure(
      'internal',
      `expect.matches is not a pattern that RE2 understands: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

function got(text: string, show: (text: string) => string): string {
  return text === '' ? 'got an empty body' : `got ${show(text)}`;
}
