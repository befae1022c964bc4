import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { stateOfMark } from '../generic/own-state.ts';
import { isObject, type Json, ownField, ownText } from '../json.ts';
import { leaf, type Part, plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';
import { readWord } from '../words.ts';

const STATUSES = new Set(['success', 'failure']);

/**
 * py-healthcheck for Flask and Tornado: `status` and a list `results` of `{checker, output, passed}`; sections of any
 * name may stand beside them, and `output` is whatever the check returned.
 */
export const pyHealthcheck: HealthDialect = {
  name: 'py-healthcheck',
  because: '"status" success or failure and "results" of checkers, as py-healthcheck writes them',
  recognise: ({ json }) => {
    if (!isObject(json) || !STATUSES.has(ownText(json, 'status'))) return false;
    const results = ownField(json, 'results');
    if (!Array.isArray(results)) return false;
    const checked = results.every((result) => isObject(result) && Object.hasOwn(result, 'checker'));
    return checked && (results.length > 0 || Object.hasOwn(json, 'hostname'));
  },
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const results = ownField(json, 'results');
    const parts = Array.isArray(results) ? results.flatMap(readResult) : [];
    const own = readWord(ownText(json, 'status'));
    return assemble({ own, parts, message: '', facts: factsOf(json) }, response);
  },
};

function readResult(result: Json): Part[] {
  if (!isObject(result)) return [];
  const own = stateOfMark(ownField(result, 'passed') ?? null) ?? plainState('unknown');
  const output = plainText(ownText(result, 'output'), LONGEST_MESSAGE);
  return [leaf(ownText(result, 'checker'), own, output)];
}
