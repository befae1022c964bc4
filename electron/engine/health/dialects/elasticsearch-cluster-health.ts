import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { asBoolean, fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { branch, combineOwn, equalsOf, type Part, plainState } from '../part.ts';
import { readWord } from '../words.ts';

const COLOURS = new Set(['green', 'yellow', 'red']);
const TIMED_OUT = 'timed out before the cluster was as the request wanted it';

/**
 * Cluster health of Elasticsearch and OpenSearch, `GET _cluster/health`: a colour, and with `level=indices` or
 * `level=shards` the colour of each index and shard. A request that waits for a colour in vain is answered with 408
 * and the same body, which is right all the same: degraded at best.
 */
export const elasticsearchClusterHealth: HealthDialect = {
  name: 'elasticsearch-cluster-health',
  because: '"cluster_name", a colour and "timed_out", as Elasticsearch and OpenSearch write them',
  definesStatus: [408],
  recognise: ({ json }) =>
    isObject(json) &&
    Object.hasOwn(json, 'cluster_name') &&
    COLOURS.has(ownText(json, 'status').toLowerCase()) &&
    asBoolean(ownField(json, 'timed_out')) !== null,
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const timedOut = asBoolean(ownField(json, 'timed_out')) === true;
    const own = combineOwn(colourOf(json), timedOut ? plainState('degraded') : null);
    const parts = partsIn(ownField(json, 'indices'), indexPart);
    return assemble({ own, parts, message: timedOut ? TIMED_OUT : '', facts: {} }, response);
  },
};

function partsIn(map: Json | undefined, read: (name: string, value: JsonObject) => Part): Part[] {
  if (!isObject(map)) return [];
  return fieldsOf(map).flatMap(({ key, value }) => (isObject(value) ? [read(key, value)] : []));
}

function indexPart(name: string, index: JsonObject): Part {
  const shards = partsIn(ownField(index, 'shards'), shardPart);
  return branch(name, colourOf(index), [equalsOf(shards)]);
}

function shardPart(name: string, shard: JsonObject): Part {
  return branch(name, colourOf(shard), []);
}

function colourOf(object: JsonObject) {
  return readWord(ownText(object, 'status'));
}
