/** A JSON value as parsed. Objects are only ever iterated or read through `ownField`, so any key is harmless. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object; read it with `fieldsOf` or `ownField`, because its keys come from outside. */
export type JsonObject = { [key: string]: Json };

/** Whether the value is an object, neither null nor an array. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of an own key, or undefined; `__proto__`, `constructor` and the like are ordinary keys here. */
export function ownField(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The text under an own key; empty where there is none or it is not a text. */
export function ownText(object: JsonObject, key: string): string {
  const value = ownField(object, key);
  return typeof value === 'string' ? value : '';
}

/** One field of an object. */
export interface Field {
  /** As the body writes it. */
  key: string;
  /** Without case and separators, see `foldKey`. */
  folded: string;
  value: Json;
}

/** Listing this many keys is dear enough to be done once. */
const MANY_KEYS = 64;

/** The fields of objects with many keys, which several readers look at. A list lives no longer than its object. */
const LISTED = new WeakMap<JsonObject, readonly Field[]>();

/**
 * The fields of an object, ordered by key: in which order a body writes them says nothing, so that nothing that is
 * read may depend on it. `__proto__` is a field like any other.
 */
export function fieldsOf(object: JsonObject): readonly Field[] {
  const before = LISTED.get(object);
  if (before !== undefined) return before;
  const fields = Object.keys(object)
    .toSorted()
    .map((key) => ({ key, folded: foldKey(key), value: object[key] ?? null }));
  if (fields.length >= MANY_KEYS) LISTED.set(object, fields);
  return fields;
}

/** Longer keys are no vocabulary; they are not folded, which keeps the cost of odd bodies low. */
const LONGEST_KNOWN_KEY = 48;

/** Characters that folding changes; most keys have none, and every key of a body is folded several times. */
const FOLDED_AWAY = /[A-Z\s._-]/;

/** A key without case and separators, so that `is_healthy`, `is-healthy` and `isHealthy` are one. */
export function foldKey(key: string): string {
  if (key.length > LONGEST_KNOWN_KEY || !FOLDED_AWAY.test(key)) return key;
  return key.toLowerCase().replace(/[\s._-]+/g, '');
}

/** The fields of an object by folded key; of several spellings of one key the first wins. */
export function foldedFields(object: JsonObject): Map<string, Json> {
  const fields = new Map<string, Json>();
  for (const { folded, value } of fieldsOf(object)) {
    if (!fields.has(folded)) fields.set(folded, value);
  }
  return fields;
}

/** Reads `true`, `false` and the same as strings; anything else is null. */
export function asBoolean(value: Json | undefined): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' || value.length > 16) return null;
  const word = value.trim().toLowerCase();
  if (word === 'true') return true;
  return word === 'false' ? false : null;
}
