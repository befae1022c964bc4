import { fieldsOf, foldKey, isObject, type Json, type JsonObject } from '../json.ts';
import { messageOf } from '../message.ts';
import { combineOwn, leaf, type OwnState, type Part, plainState } from '../part.ts';
import { readWord } from '../words.ts';
import { itemName } from './vocabulary.ts';

const BREAKER_WORDS: ReadonlyMap<string, OwnState> = new Map([
  ['closed', plainState('healthy')],
  ['halfopen', plainState('degraded')],
  ['open', plainState('unhealthy')],
  ['forcedopen', plainState('unhealthy')],
]);
const STATE_KEYS = new Set([
  'state',
  'status',
  'circuitstate',
  'breakerstate',
  'circuitbreakerstate',
  'circuit',
]);

/**
 * The circuit breakers in a section whose key names them: one breaker, a map or a list of them. `closed`,
 * `half-open` and `open` mean something here and nowhere else.
 */
export function readBreakers(key: string, value: Json): Part[] {
  const single = breakerState(value);
  if (single !== null) return [leaf(key, single, isObject(value) ? messageOf(fieldsOf(value)) : '')];
  if (Array.isArray(value)) return value.flatMap((item, index) => readItem(item, index));
  return isObject(value) ? readMap(value) : [];
}

function readItem(item: Json, index: number): Part[] {
  return isObject(item) ? readBreakers(itemName(fieldsOf(item)) ?? `#${index + 1}`, item) : [];
}

function readMap(map: JsonObject): Part[] {
  return fieldsOf(map).flatMap(({ key, value }) =>
    typeof value === 'string' || isObject(value) || Array.isArray(value) ? readBreakers(key, value) : [],
  );
}

function breakerState(value: Json): OwnState | null {
  if (typeof value === 'string') return breakerWord(value);
  if (!isObject(value)) return null;
  return fieldsOf(value).reduce<OwnState | null>(
    (own, { folded, value: inner }) =>
      typeof inner === 'string' && STATE_KEYS.has(folded) ? combineOwn(own, breakerWord(inner)) : own,
    null,
  );
}

function breakerWord(text: string): OwnState | null {
  return BREAKER_WORDS.get(foldKey(text.trim())) ?? readWord(text);
}
