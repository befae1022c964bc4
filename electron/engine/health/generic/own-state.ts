import { asBoolean, type Field, fieldsOf, isObject, type Json } from '../json.ts';
import { combineOwn, type OwnState, plainState } from '../part.ts';
import { readWord } from '../words.ts';
import { BOOLEAN_STATE_KEYS, STATE_SECTIONS, WORD_STATE_KEYS } from './vocabulary.ts';

/** The state a text says wholly, or null. */
export function stateOfWord(text: string): OwnState | null {
  return readWord(text);
}

/** The state of a value where a state is expected: a word, `true` or `false`, also as strings; never a number. */
export function stateOfMark(value: Json): OwnState | null {
  const truth = asBoolean(value);
  if (truth !== null) return plainState(truth ? 'healthy' : 'unhealthy');
  return typeof value === 'string' ? readWord(value) : null;
}

/** What an object says about itself under its state keys; several marks are combined, the worst counts. */
export function ownState(fields: readonly Field[]): OwnState | null {
  return marksOf(fields, true);
}

function marksOf(fields: readonly Field[], intoSections: boolean): OwnState | null {
  let own: OwnState | null = null;
  for (const { folded, value } of fields) {
    own = combineOwn(own, markOf(folded, value, intoSections));
  }
  return own;
}

function markOf(folded: string, value: Json, intoSections: boolean): OwnState | null {
  if (folded === 'sealed') return asBoolean(value) === true ? plainState('unhealthy') : null;
  if (isObject(value))
    return intoSections && STATE_SECTIONS.has(folded) ? marksOf(fieldsOf(value), false) : null;
  if (BOOLEAN_STATE_KEYS.has(folded)) return stateOfMark(value);
  return typeof value === 'string' && WORD_STATE_KEYS.has(folded) ? readWord(value) : null;
}
