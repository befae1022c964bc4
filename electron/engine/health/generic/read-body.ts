import type { DialectReading, HealthResponse } from '../dialect.ts';
import { assemble, type BodyParts } from '../assemble.ts';
import { factsOf } from '../facts.ts';
import { type Field, fieldsOf, isObject, type Json, type JsonObject } from '../json.ts';
import { combineOwn } from '../part.ts';
import { readContainer } from './read-container.ts';
import { readNode, saysNothing } from './read-node.ts';

/** Words that wrap a whole body and are no component, the most usual first. */
const ENVELOPES: ReadonlyMap<string, number> = new Map(
  ['data', 'result', 'response', 'payload', 'body'].map((word, rank) => [word, rank]),
);

/**
 * The careful reading of any JSON by general rules: an overall word, lists of parts, objects with a state.
 * Null where the value says nothing about health.
 */
export function readGenericBody(json: Json, response: HealthResponse): DialectReading {
  return assemble(takeApart(json), response);
}

/** A body taken apart by general rules, for dialects that adjust one thing and leave the rest. */
export function takeApart(json: Json): BodyParts {
  if (Array.isArray(json)) {
    const parts = json.some(saysSomething) ? readContainer('checks', 'checks', json) : [];
    return { own: null, parts, message: '', facts: {} };
  }
  return isObject(json) ? takeApartObject(json) : { own: null, parts: [], message: '', facts: {} };
}

/** A nameless list is one of checks only where an item speaks of a state: APIs answer with lists of other things too. */
function saysSomething(item: Json): boolean {
  return typeof item === 'string' || (isObject(item) && !saysNothing(readNode(item, 'item')));
}

function takeApartObject(object: JsonObject): BodyParts {
  const envelope = envelopeOf(object);
  const outer = readNode(withoutField(object, envelope), 'outside');
  const inner = envelope === undefined ? null : takeApart(envelope.value);
  return {
    own: combineOwn(outer.own, inner?.own ?? null),
    parts: [...outer.children, ...(inner?.parts ?? [])],
    message: inner === null || inner.message === '' ? outer.message : inner.message,
    facts: { ...inner?.facts, ...factsOf(object) },
    fallback: outer.fallback || inner?.fallback === true,
  };
}

/** The entry that wraps the body, the most usual word first. */
function envelopeOf(object: JsonObject): Field | undefined {
  let best: Field | undefined;
  let bestRank = Infinity;
  for (const field of fieldsOf(object)) {
    if (!isObject(field.value) && !Array.isArray(field.value)) continue;
    const rank = ENVELOPES.get(field.folded) ?? Infinity;
    if (rank < bestRank) [best, bestRank] = [field, rank];
  }
  return best;
}

function withoutField(object: JsonObject, field: Field | undefined): JsonObject {
  if (field === undefined) return object;
  return Object.fromEntries(
    fieldsOf(object).flatMap(({ key, value }) => (key === field.key ? [] : [[key, value]])),
  );
}
