import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';
import { leaf, type OwnState, type Part, PASSING, plainState } from '../part.ts';

const STATES: ReadonlyMap<string, OwnState> = new Map([
  ['ACTIVE_HEALTHY', plainState('healthy')],
  ['COMING_UP', PASSING],
  ['UNHEALTHY', plainState('unhealthy')],
]);

/**
 * The services of a project, from Supabase's management API, `/v1/projects/…/health`. A service that is coming up
 * is not healthy either, but only starting.
 */
export const supabaseServices: HealthDialect = {
  name: 'supabase-services',
  because: 'a list of services that are ACTIVE_HEALTHY, COMING_UP or UNHEALTHY, as Supabase writes it',
  recognise: ({ json }) => Array.isArray(json) && json.length > 0 && json.every(isService),
  read: ({ json }, response) => {
    const parts = Array.isArray(json) ? json.filter(isService).flatMap(servicePart) : [];
    return assemble({ own: null, parts, message: '', facts: {} }, response);
  },
};

function isService(value: Json): value is JsonObject {
  return (
    isObject(value) &&
    ownText(value, 'name') !== '' &&
    typeof ownField(value, 'healthy') === 'boolean' &&
    STATES.has(ownText(value, 'status'))
  );
}

function servicePart(service: JsonObject): Part[] {
  const state = STATES.get(ownText(service, 'status'));
  if (state === undefined) return [];
  // What `info` describes is the software, not its state.
  return [
    leaf(ownText(service, 'name'), state, state.state === 'healthy' ? '' : messageOf(fieldsOf(service))),
  ];
}
