import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { itemName } from '../generic/vocabulary.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { branch, equalsOf, leaf, type OwnState, type Part, plainState } from '../part.ts';
import { readWord } from '../words.ts';

const STATES = new Set(['HEALTHY', 'UNHEALTHY', 'UNAVAILABLE', 'TIMEOUT']);
const MARKS = ['gitHash', 'batchStats', 'shards', 'stats'];

/**
 * Weaviate's `/v1/nodes`: the nodes of a cluster, with `output=verbose` their shards. A shard that indexes serves all
 * the same; one that became read-only (a full disk) does so in part.
 */
export const weaviateNodes: HealthDialect = {
  name: 'weaviate-nodes',
  because: '"nodes" with a status and shards, as Weaviate writes them',
  recognise: ({ json }) => {
    const nodes = isObject(json) ? ownField(json, 'nodes') : undefined;
    return Array.isArray(nodes) && nodes.length > 0 && nodes.every(isNode);
  },
  read: ({ json }, response) => {
    const nodes = isObject(json) ? ownField(json, 'nodes') : undefined;
    const parts = Array.isArray(nodes) ? [equalsOf(nodes.filter(isNode).map(nodePart))] : [];
    return assemble({ own: null, parts, message: '', facts: {} }, response);
  },
};

function isNode(value: Json): value is JsonObject {
  return (
    isObject(value) && STATES.has(ownText(value, 'status')) && MARKS.some((key) => Object.hasOwn(value, key))
  );
}

function nodePart(node: JsonObject): Part {
  const shards = ownField(node, 'shards');
  const children = Array.isArray(shards) ? shards.filter(isObject).flatMap(shardPart) : [];
  return branch(itemName(fieldsOf(node)) ?? '?', readWord(ownText(node, 'status')), children);
}

function shardPart(shard: JsonObject): Part[] {
  const own = shardState(ownText(shard, 'vectorIndexingStatus'));
  if (own === null) return [];
  return [leaf(itemName(fieldsOf(shard)) ?? '?', own)];
}

function shardState(status: string): OwnState | null {
  return status === 'INDEXING' ? plainState('healthy') : readWord(status);
}
