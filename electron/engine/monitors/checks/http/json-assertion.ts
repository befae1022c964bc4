import type { JsonAssertion } from '../../../../../shared/config/model.ts';
import {
  JsonPathError,
  parseJsonPath,
  resolveJsonPath,
  type JsonFound,
  type JsonPath,
} from '../../json-path.ts';
import type { Asserted, Assertion } from './expectations.ts';
import { CheckFailure } from './failure.ts';

/** Compiles one JSON assertion. Throws `CheckFailure` for a path that cannot be read. */
export function compileJsonAssertion(assertion: JsonAssertion): Assertion {
  const path = parsed(assertion.path);
  return (answer) => {
    const document = answer.json();
    if (document === undefined)
      return { state: assertion.else, text: `${assertion.path}: the body is not JSON` };
    const problem = problemOf(assertion, resolveJsonPath(path, document), answer);
    return problem === null ? null : { state: assertion.else, text: `${assertion.path}: ${problem}` };
  };
}

function parsed(path: string): JsonPath {
  try {
    return parseJsonPath(path);
  } catch (error) {
    if (error instanceof JsonPathError)
      throw new CheckFailure('internal', `expect.json path ${path}: ${error.message}`);
    throw error;
  }
}

/** The first condition that does not hold, or null. Comparisons are typed: "5" is not 5, and null is a value. */
function problemOf(assertion: JsonAssertion, found: JsonFound, { show }: Asserted): string | null {
  if (assertion.exists === false)
    return found.found ? `expected to be missing, got ${shown(found.value, show)}` : null;
  if (!found.found) return 'missing';
  const { value } = found;
  const got = (expected: string): string => `expected ${expected}, got ${shown(value, show)}`;
  if (assertion.equals !== undefined && value !== assertion.equals) return got(shown(assertion.equals, show));
  if (assertion.oneOf !== undefined && !assertion.oneOf.some((one) => one === value)) {
    return got(`one of ${assertion.oneOf.map((one) => shown(one, show)).join(', ')}`);
  }
  if (assertion.above !== undefined && !(typeof value === 'number' && value > assertion.above))
    return got(`a number above ${assertion.above}`);
  if (assertion.below !== undefined && !(typeof value === 'number' && value < assertion.below))
    return got(`a number below ${assertion.below}`);
  return null;
}

function shown(value: unknown, show: (text: string) => string): string {
  if (typeof value === 'string') return show(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
