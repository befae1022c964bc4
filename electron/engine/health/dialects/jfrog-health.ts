import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';
import { leaf, type OwnState, type Part, plainState } from '../part.ts';
import { readWord } from '../words.ts';

/**
 * JFrog Platform: the router's `system/health` with the state of the router and of each service, and the probes of
 * Artifactory, `{"code": "OK"}`. A service in the state `UNHEALTHY_PEER` is well itself, another one is not.
 */
export const jfrogHealth: HealthDialect = {
  name: 'jfrog-health',
  because: 'a "router" with a state and "services", or one "code", as the JFrog Platform writes them',
  recognise: ({ json }) => isObject(json) && (isRouterHealth(json) || isProbe(json)),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const services = ownField(json, 'services');
    const parts = [
      ...partOf('router', ownField(json, 'router')),
      ...(Array.isArray(services) ? services.flatMap(servicePart) : []),
    ];
    const own = readWord(ownText(json, 'code'));
    return assemble({ own, parts, message: '', facts: {} }, response);
  },
};

function isRouterHealth(body: JsonObject): boolean {
  const router = ownField(body, 'router');
  return isObject(router) && ownText(router, 'state') !== '' && Array.isArray(ownField(body, 'services'));
}

function isProbe(body: JsonObject): boolean {
  return fieldsOf(body).length === 1 && readWord(ownText(body, 'code')) !== null;
}

/** A service may run on several nodes under one id. */
function servicePart(value: Json): Part[] {
  const parts = isObject(value) ? partOf(ownText(value, 'service_id') || '?', value) : [];
  return parts.map((part) => ({ ...part, replica: true }));
}

function partOf(name: string, value: Json | undefined): Part[] {
  if (!isObject(value)) return [];
  return [leaf(name, stateOf(ownText(value, 'state')), messageOf(fieldsOf(value)))];
}

function stateOf(state: string): OwnState {
  return readWord(state === 'UNHEALTHY_PEER' ? 'HEALTHY' : state) ?? plainState('unknown');
}
