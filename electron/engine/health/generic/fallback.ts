import { asBoolean, type Field, fieldsOf, foldKey, type Json } from '../json.ts';

/** S4's fallback modes and the flag that says one is on. */
const MODES = new Set(['fallback', 'fallbackmode', 'usecache', 'basicmode', 'skipai']);
const INSIDE = new Set([...MODES, 'active']);

/** Whether a folded key belongs to fallback modes. */
export function isFallbackKey(folded: string): boolean {
  return MODES.has(folded) || folded === 'fallbackmodes' || folded === 'fallbacks';
}

/** Whether the object says that a fallback mode is on: a flag, a list of modes, or the name of one. */
export function inFallback(fields: readonly Field[]): boolean {
  return fields.some(({ folded, value }) => isFallbackKey(folded) && saysFallback(value));
}

function saysFallback(value: Json): boolean {
  if (asBoolean(value) === true) return true;
  if (typeof value === 'string') return MODES.has(foldKey(value));
  if (Array.isArray(value)) return value.some((mode) => typeof mode === 'string' && MODES.has(foldKey(mode)));
  if (value === null || typeof value !== 'object') return false;
  return fieldsOf(value).some(({ folded, value: flag }) => INSIDE.has(folded) && asBoolean(flag) === true);
}
