import { asBoolean, foldKey, type Json, type JsonObject } from '../json.ts';

/** S4's fallback modes and the flag that says one is on. */
const MODES = new Set(['fallback', 'fallbackmode', 'usecache', 'basicmode', 'skipai']);
const INSIDE = new Set([...MODES, 'active']);

/** Whether a folded key belongs to fallback modes. */
export function isFallbackKey(folded: string): boolean {
  return MODES.has(folded) || folded === 'fallbackmodes' || folded === 'fallbacks';
}

/** Whether the object says that a fallback mode is on: a flag, a list of modes, or the name of one. */
export function inFallback(object: JsonObject): boolean {
  return Object.entries(object).some(([key, value]) => {
    const folded = foldKey(key);
    return isFallbackKey(folded) && saysFallback(value);
  });
}

function saysFallback(value: Json): boolean {
  if (asBoolean(value) === true) return true;
  if (typeof value === 'string') return MODES.has(foldKey(value));
  if (Array.isArray(value)) return value.some((mode) => typeof mode === 'string' && MODES.has(foldKey(mode)));
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([key, flag]) => INSIDE.has(foldKey(key)) && asBoolean(flag) === true);
}
