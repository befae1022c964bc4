import { type Field, fieldsOf, isObject, type Json, type JsonObject } from '../json.ts';
import { FALLBACK_NOTE, messageOf, withNote } from '../message.ts';
import { combineOwn, leaf, type OwnState, type Part, plainState } from '../part.ts';
import { readWord } from '../words.ts';
import { readBreakers } from './breakers.ts';
import { inFallback, isFallbackKey } from './fallback.ts';
import { ownState } from './own-state.ts';
import { readContainer, readDetails, readLooseList, readStateSection } from './read-container.ts';
import {
  holdsBreakers,
  holdsParts,
  isAttribute,
  isOpaque,
  isShallow,
  isStateKey,
  STATE_SECTIONS,
} from './vocabulary.ts';

/** Words that hold a list of parts only where their values have a state. */
const DETAILS = new Set(['details', 'info']);

/** What an object says about itself and about the parts in it. */
export interface Node {
  fields: readonly Field[];
  own: OwnState | null;
  children: Part[];
  message: string;
  fallback: boolean;
}

/**
 * Reads an object: its own state, and as parts every object with a state, every word of health and every list
 * of parts in it. In an item of a list that has a state, words are attributes of the item and no parts.
 * Recursion ends with the 32 levels that the parser lets through.
 */
export function readNode(object: JsonObject, place: 'item' | 'outside'): Node {
  const fields = fieldsOf(object);
  const own = ownState(fields);
  const words = own === null || place === 'outside';
  const children = fields.flatMap((field) =>
    typeof field.value !== 'string' || words || holdsBreakers(field.folded)
      ? readField(field, own !== null)
      : [],
  );
  return { fields, own, children, message: messageOf(fields), fallback: inFallback(fields) };
}

/** Whether an object holds neither a state nor parts. */
export function saysNothing(node: Node): boolean {
  return node.own === null && node.children.length === 0 && !node.fallback;
}

/** An item made a part: a fallback mode makes it degraded at best. */
export function partOf(name: string, node: Node, otherwise: OwnState | null): Part {
  const said = node.own ?? otherwise;
  const own = node.fallback ? combineOwn(said, plainState('degraded')) : said;
  const message = node.fallback ? withNote(node.message, FALLBACK_NOTE) : node.message;
  return { name, own, message, children: node.children, equals: false, replica: false };
}

/** The parts in one field of an object that is no list of parts. */
export function readField({ key, folded, value }: Field, ownerHasState: boolean): Part[] {
  if (holdsBreakers(folded)) return readBreakers(key, value);
  if (typeof value === 'string') return readWordField(key, folded, value);
  if (Array.isArray(value)) return readArray(key, folded, value);
  return isObject(value) ? readSection(key, folded, value, ownerHasState) : [];
}

function readWordField(key: string, folded: string, text: string): Part[] {
  if (isStateKey(folded) || isAttribute(folded) || isFallbackKey(folded)) return [];
  const word = readWord(text);
  return word?.common === true ? [leaf(key, word)] : [];
}

function readArray(key: string, folded: string, items: Json[]): Part[] {
  if (isOpaque(folded) || isShallow(folded)) return [];
  return holdsParts(folded) || DETAILS.has(folded)
    ? readContainer(key, folded, items)
    : readLooseList(key, items);
}

function readSection(key: string, folded: string, section: JsonObject, ownerHasState: boolean): Part[] {
  if (isShallow(folded) || isFallbackKey(folded)) return readShallow(key, section);
  if (STATE_SECTIONS.has(folded)) return readStateSection(section);
  if (folded === 'data') return ownerHasState ? [] : readNode(section, 'outside').children;
  if (isOpaque(folded)) return [];
  if (DETAILS.has(folded)) return readDetails(section);
  if (holdsParts(folded)) return readContainer(key, folded, section);
  const node = readNode(section, 'outside');
  return saysNothing(node) ? [] : [partOf(key, node, null)];
}

function readShallow(key: string, section: JsonObject): Part[] {
  const fields = fieldsOf(section);
  const own = ownState(fields);
  return own === null ? [] : [leaf(key, own, messageOf(fields))];
}
