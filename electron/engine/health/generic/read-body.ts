import type { DialectReading, HealthResponse } from '../dialect.ts';
import { assemble, type BodyParts } from '../assemble.ts';
import { factsOf } from '../facts.ts';
import { foldKey, isObject, type Json, type JsonObject } from '../json.ts';
import { combineOwn } from '../part.ts';
import { readContainer } from './read-container.ts';
import { readNode, saysNothing } from './read-node.ts';

/** Words that wrap a whole body and are no component. */
const ENVELOPES = ['data', 'result', 'response', 'payload', 'body'];

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
  const outer = readNode(withoutKey(object, envelope?.[0]), 'outside');
  const inner = envelope === undefined ? null : takeApart(envelope[1]);
  return {
    own: combineOwn(outer.own, inner?.own ?? null),
    parts: [...outer.children, ...(inner?.parts ?? [])],
    message: inner === null || inner.message === '' ? outer.message : inner.message,
    facts: { ...inner?.facts, ...factsOf(object) },
    fallback: outer.fallback || inner?.fallback === true,
  };
}

/** The entry that wraps the body, the most usual word first. */
function envelopeOf(object: JsonObject): [string, Json] | undefined {
  const wrapping = Object.entries(object).filter(([, value]) => isObject(value) || Array.isArray(value));
  for (const word of ENVELOPES) {
    const found = wrapping.find(([key]) => foldKey(key) === word);
    if (found !== undefined) return found;
  }
  return undefined;
}

function withoutKey(object: JsonObject, key: string | undefined): JsonObject {
  if (key === undefined) return object;
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
