import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { itemName } from '../generic/vocabulary.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';
import { branch, combineOwn, equalsOf, leaf, type OwnState, type Part, plainState } from '../part.ts';
import { readWord } from '../words.ts';

/** Yellow: the optimizer is at work; grey: it waits for the next update. */
const COLOURS: ReadonlyMap<string, OwnState> = new Map([
  ['green', plainState('healthy')],
  ['yellow', plainState('degraded')],
  ['grey', plainState('degraded')],
  ['red', plainState('unhealthy')],
]);

/**
 * Qdrant's envelope `{result, status, time}` around telemetry (the collections and their shards), a collection (its
 * colour and its optimizer) or the cluster (the consensus thread).
 */
export const qdrant: HealthDialect = {
  name: 'qdrant',
  because: '"result", "status" and "time", as Qdrant writes them',
  recognise: ({ json }) =>
    isObject(json) &&
    ownField(json, 'status') === 'ok' &&
    typeof ownField(json, 'time') === 'number' &&
    isObject(ownField(json, 'result')),
  read: ({ json }, response) => {
    const result = isObject(json) ? ownField(json, 'result') : undefined;
    if (!isObject(result)) return null;
    const app = ownField(result, 'app');
    const body = {
      own: combineOwn(plainState('healthy'), colourOf(result)),
      parts: [...collectionsIn(result), ...optimizerOf(result), ...consensusOf(result)],
      message: '',
      facts: isObject(app) ? factsOf(app) : {},
    };
    return assemble(body, response);
  },
};

function colourOf(object: JsonObject): OwnState | null {
  return COLOURS.get(ownText(object, 'status').toLowerCase()) ?? null;
}

function collectionsIn(result: JsonObject): Part[] {
  const section = ownField(result, 'collections');
  const list = isObject(section) ? ownField(section, 'collections') : undefined;
  return objectsIn(list).map((collection) => {
    const shards = objectsIn(ownField(collection, 'shards')).map(shardPart);
    return branch(itemName(fieldsOf(collection)) ?? '?', colourOf(collection), [equalsOf(shards)]);
  });
}

function shardPart(shard: JsonObject): Part {
  const local = ownField(shard, 'local');
  const own = isObject(local) ? colourOf(local) : null;
  return branch(itemName(fieldsOf(shard)) ?? '?', own, []);
}

/** `"ok"`, or `{"error": text}`. */
function optimizerOf(result: JsonObject): Part[] {
  const status = ownField(result, 'optimizer_status');
  if (isObject(status))
    return [leaf('optimizer_status', plainState('unhealthy'), messageOf(fieldsOf(status)))];
  const state = typeof status === 'string' ? readWord(status) : null;
  return state === null ? [] : [leaf('optimizer_status', state)];
}

/** `working`, `stopped` or `stopped_with_err`. */
function consensusOf(result: JsonObject): Part[] {
  const thread = ownField(result, 'consensus_thread_status');
  if (!isObject(thread)) return [];
  const state = ownText(thread, 'consensus_thread_status');
  const own = state === 'stopped_with_err' ? plainState('unhealthy') : readWord(state);
  return own === null ? [] : [leaf('consensus_thread_status', own, ownText(thread, 'err'))];
}

function objectsIn(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
