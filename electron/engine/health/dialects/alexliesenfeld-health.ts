import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { indicatorsOf, indicatorState } from '../indicators.ts';
import { fieldsOf, isObject, type JsonObject, ownField, ownText } from '../json.ts';

const STATUSES = new Set(['up', 'down', 'unknown']);

/**
 * alexliesenfeld/health for Go: `status` and a map `details` of `{status, timestamp, error}`. `info` is what the
 * service says about itself and no part.
 */
export const alexliesenfeldHealth: HealthDialect = {
  name: 'alexliesenfeld-health',
  because: '"status" and "details" with up, down or unknown, as alexliesenfeld/health writes them',
  recognise: ({ json }) => isObject(json) && hasStatus(json) && hasShape(json),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const info = ownField(json, 'info');
    return assemble(
      {
        own: indicatorState(json),
        parts: isObject(ownField(json, 'details')) ? indicatorsOf(json) : [],
        message: '',
        facts: isObject(info) ? factsOf(info) : {},
      },
      response,
    );
  },
};

function hasShape(body: JsonObject): boolean {
  const details = ownField(body, 'details');
  const others = fieldsOf(body).filter(({ key }) => key !== 'status' && key !== 'details' && key !== 'info');
  if (others.length > 0 || !isObject(details)) return false;
  return fieldsOf(details).every(({ value }) => isObject(value) && hasStatus(value));
}

function hasStatus(value: JsonObject): boolean {
  return STATUSES.has(ownText(value, 'status'));
}
