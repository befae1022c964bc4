import { assemble, type BodyParts } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { leaf, type OwnState, type Part, plainState } from '../part.ts';

const STATES: ReadonlyMap<string, OwnState> = new Map([
  ['SERVING', plainState('healthy')],
  ['NOT_SERVING', plainState('unhealthy')],
  ['UNKNOWN', plainState('unknown')],
  ['SERVICE_UNKNOWN', plainState('unknown')],
]);
/** How grpc-gateway writes the answer of a service that does not serve, as the message of an error. */
const MESSAGE = /^status:\s?([A-Z_]{1,20})$/;

/**
 * gRPC's health protocol in JSON: `{"status": "SERVING"}` of one service, `statuses` of all (the method List), and
 * grpc-gateway's error `{code, message, details}` whose message is the answer.
 */
export const grpcHealth: HealthDialect = {
  name: 'grpc-health',
  because: 'SERVING, NOT_SERVING or SERVICE_UNKNOWN, as the health protocol of gRPC writes them',
  recognise: ({ json }) => isObject(json) && takeApart(json) !== null,
  read: ({ json }, response) => {
    const body = isObject(json) ? takeApart(json) : null;
    return body === null ? null : assemble(body, response);
  },
};

function takeApart(body: JsonObject): BodyParts | null {
  const nothing = { own: null, parts: [], message: '', facts: {} };
  const statuses = ownField(body, 'statuses');
  if (isObject(statuses)) {
    const parts = fieldsOf(statuses).map(({ key, value }) => readService(key, value));
    return parts.length === 0 || parts.includes(null)
      ? null
      : { ...nothing, parts: parts.filter((part) => part !== null) };
  }
  const own = statusOf(body) ?? statusOfError(body);
  return own === null ? null : { ...nothing, own };
}

/** `UNKNOWN` alone is a word that many services write. */
function statusOf(body: JsonObject): OwnState | null {
  const word = ownText(body, 'status');
  return word === 'UNKNOWN' ? null : (STATES.get(word) ?? null);
}

function statusOfError(body: JsonObject): OwnState | null {
  if (typeof ownField(body, 'code') !== 'number') return null;
  return STATES.get(MESSAGE.exec(ownText(body, 'message').slice(0, 40))?.[1] ?? '') ?? null;
}

/** The service without a name stands for the whole server. */
function readService(name: string, value: Json): Part | null {
  const own = isObject(value) ? STATES.get(ownText(value, 'status')) : undefined;
  return own === undefined ? null : leaf(name === '' ? 'server' : name, own);
}
