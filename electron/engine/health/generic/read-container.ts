import { fieldsOf, isObject, type Json, type JsonObject } from '../json.ts';
import { mergeSameNamed } from '../merge-parts.ts';
import { combineOwn, leaf, type OwnState, type Part, plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';
import { messageOf } from '../message.ts';
import { readWord } from '../words.ts';
import { stateOfMark } from './own-state.ts';
import { type Node, partOf, readField, readNode, saysNothing } from './read-node.ts';
import {
  BOOLEAN_STATE_KEYS,
  holdsBreakers,
  holdsParts,
  holdsReplicas,
  isAttribute,
  isListOfChecks,
  isOpaque,
  isStateKey,
  itemName,
  LIST_STATE_KEYS,
  membershipState,
} from './vocabulary.ts';

const UNKNOWN = plainState('unknown');

/** How generously a map of parts is read. */
interface Rules {
  /** Booleans are states and null is unknown: only in lists of checks and under state keys. */
  marks: boolean;
  /** Entries that say nothing are listed as unknown: only in lists of checks. */
  unknowns: boolean;
  /** The state that being on this list gives, or null. */
  membership: OwnState | null;
}

/**
 * Reads a list of parts, written as a map or as an array, whose holding word is dropped from the paths. In a
 * list of checks words and booleans count, null is unknown, and a state key of the list belongs to the list.
 */
export function readContainer(key: string, folded: string, value: Json[] | JsonObject): Part[] {
  const strict = isListOfChecks(folded);
  const membership = membershipState(folded);
  const rules: Rules = { marks: strict, unknowns: strict, membership };
  const parts = Array.isArray(value) ? readItems(value, rules) : readList(key, value, rules);
  if (!holdsReplicas(folded)) return parts;
  return [{ name: null, own: null, message: '', children: parts, equals: true, replica: false }];
}

/** `health: {database: true}`: marks count as in a list; the section's own state belongs to its owner. */
export function readStateSection(section: JsonObject): Part[] {
  const rules: Rules = { marks: true, unknowns: false, membership: null };
  return readUnlessState(section, rules);
}

function readUnlessState(section: JsonObject, rules: Rules): Part[] {
  return fieldsOf(section).flatMap(({ key, folded, value }) =>
    isStateKey(folded) && !isObject(value) ? [] : readEntry(key, folded, value, rules),
  );
}

/** `details` and the like: a list only where its values are objects or words with a state. */
export function readDetails(section: JsonObject): Part[] {
  const rules: Rules = { marks: false, unknowns: false, membership: null };
  return readUnlessState(section, rules);
}

function readList(key: string, map: JsonObject, rules: Rules): Part[] {
  let own: OwnState | null = null;
  const parts: Part[] = [];
  for (const { key: name, folded, value } of fieldsOf(map)) {
    const ofList = LIST_STATE_KEYS.has(folded) || (!rules.marks && BOOLEAN_STATE_KEYS.has(folded));
    if (ofList && !isObject(value)) own = combineOwn(own, stateOfMark(value));
    else parts.push(...readEntry(name, folded, value, rules));
  }
  return own === null ? parts : [leaf(key, own, messageOf(fieldsOf(map))), ...parts];
}

function readEntry(name: string, folded: string, value: Json, rules: Rules): Part[] {
  if (isObject(value)) return readEntryObject(name, folded, value, rules);
  if (Array.isArray(value)) return readEquals(name, folded, value, rules);
  if (isAttribute(folded) || typeof value === 'number') return [];
  if (value === null) return rules.marks ? [leaf(name, UNKNOWN)] : [];
  if (rules.membership !== null) return [leaf(name, rules.membership, textOf(value))];
  const state = rules.marks ? stateOfMark(value) : typeof value === 'string' ? readWord(value) : null;
  if (state !== null) return [leaf(name, state)];
  return rules.unknowns && typeof value === 'string' && !isFigure(value)
    ? [leaf(name, UNKNOWN, textOf(value))]
    : [];
}

function textOf(value: string | boolean): string {
  return typeof value === 'string' ? plainText(value, LONGEST_MESSAGE) : '';
}

/** Whether a text is empty, a number, date, version, duration or address rather than a remark about a part. */
function isFigure(text: string): boolean {
  return text.trim() === '' || /^\s*v?\d/i.test(text.slice(0, 40)) || text.includes('://');
}

function readEntryObject(name: string, folded: string, object: JsonObject, rules: Rules): Part[] {
  if (holdsBreakers(folded)) return readField({ key: name, folded, value: object }, false);
  const node = readNode(object, 'item');
  const label = /^\d+$/.test(name) ? (itemName(node.fields) ?? name) : name;
  if (node.own !== null || rules.membership !== null || node.fallback)
    return [partOf(label, node, rules.membership)];
  if (node.children.length > 0) return holdsParts(folded) ? node.children : [partOf(label, node, null)];
  return rules.unknowns && !isAttribute(folded) && !isOpaque(folded) ? [partOf(label, node, UNKNOWN)] : [];
}

/** An array in a map of parts: several measurements or nodes of the one thing that the key names. */
function readEquals(name: string, folded: string, items: Json[], rules: Rules): Part[] {
  if (holdsParts(folded) || holdsBreakers(folded))
    return readField({ key: name, folded, value: items }, false);
  const parts = items.filter(isObject).flatMap((item) => {
    const node = readNode(item, 'item');
    const otherwise = rules.unknowns ? UNKNOWN : null;
    return saysNothing(node) && otherwise === null
      ? []
      : [{ ...partOf(name, node, otherwise), replica: true }];
  });
  return settled(mergeSameNamed(parts));
}

function readItems(items: Json[], rules: Rules): Part[] {
  const parts = items.flatMap((item, index): Part[] => {
    if (typeof item === 'string') return readMember(item, rules);
    if (!isObject(item)) return [];
    const node = readNode(item, 'item');
    const name = itemName(node.fields);
    const otherwise = rules.membership ?? (rules.unknowns && name !== null ? UNKNOWN : null);
    if (saysNothing(node) && otherwise === null) return [];
    return [{ ...partOf(name ?? `#${index + 1}`, node, otherwise), replica: true }];
  });
  return rules.membership === null ? settled(mergeSameNamed(parts)) : parts;
}

/** A name on a list of failing or passing things. */
function readMember(name: string, { membership }: Rules): Part[] {
  return membership === null || name === '' || /\s/.test(name) ? [] : [leaf(name, membership)];
}

/** Equals that were merged are one part, which is no equal of a part elsewhere. */
function settled(parts: readonly Part[]): Part[] {
  return parts.map((part) => ({ ...part, replica: false }));
}

/**
 * A list of objects under a word that is no known list: parts of their own where they have names, else equals
 * of the one thing that the key names. Items without a state are not parts here.
 */
export function readLooseList(key: string, items: Json[]): Part[] {
  const found = items.filter(isObject).flatMap((item): { name: string | null; node: Node }[] => {
    const node = readNode(item, 'item');
    return saysNothing(node) ? [] : [{ name: itemName(node.fields), node }];
  });
  if (found.length === 0) return [];
  const named = found.every((item) => item.name !== null);
  const parts = found.map(({ name, node }) => ({
    ...partOf((named ? name : null) ?? key, node, null),
    replica: true,
  }));
  const merged = settled(mergeSameNamed(parts));
  if (!named || looksPlural(key)) return merged;
  return [{ name: key, own: null, message: '', children: merged, equals: false, replica: false }];
}

/** Whether a key is a plain English plural, and so the word that holds a list rather than one thing. */
function looksPlural(key: string): boolean {
  return /[a-z]{3}s$/i.test(key) && !/(?:ss|us|is|postgres|kubernetes|dns|tls|nats|https)$/i.test(key);
}
