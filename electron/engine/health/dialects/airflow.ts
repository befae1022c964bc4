import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { combineOwn, leaf, type Part, plainState } from '../part.ts';
import { readWord } from '../words.ts';

/**
 * Airflow's `/health` (1 and 2) and `/api/v2/monitor/health` (3): the metadata database and the schedulers, in later
 * versions the triggerers and DAG processors, null or with a null status where none has ever run. `status` is healthy
 * while any instance lives; `detailed_status` tells whether all do.
 */
export const airflow: HealthDialect = {
  name: 'airflow',
  because: 'a "metadatabase" and a "scheduler" with a status, as Airflow writes them',
  recognise: ({ json }) =>
    isObject(json) && hasStatus(ownField(json, 'metadatabase')) && hasStatus(ownField(json, 'scheduler')),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const parts = fieldsOf(json).flatMap(({ key, value }) => partOf(key, value));
    return assemble({ own: null, parts, message: '', facts: {} }, response);
  },
};

function hasStatus(value: Json | undefined): value is JsonObject {
  return isObject(value) && Object.hasOwn(value, 'status');
}

function partOf(name: string, value: Json): Part[] {
  if (value === null) return [leaf(name, plainState('unknown'))];
  if (!hasStatus(value)) return [];
  const own = readWord(ownText(value, 'status'));
  return [leaf(name, combineOwn(own, readWord(ownText(value, 'detailed_status'))) ?? plainState('unknown'))];
}
