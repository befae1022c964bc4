import { type Field, fieldsOf, isObject, type Json, type JsonObject } from './json.ts';
import { LONGEST_MESSAGE, plainText } from './plain-text.ts';

/** Folded keys whose text is for people, the most telling first. */
const TEXT_KEYS = (
  'message error output description reason detail details exception errormessage msg failure failurereason cause ' +
  'resourceerror symptom ' +
  'statusmessage statustext statusdescription info summary note notes help text title comment hint errors warnings warning'
).split(' ');
const RANK: ReadonlyMap<string, number> = new Map(TEXT_KEYS.map((key, rank) => [key, rank]));

/** Free-form sections that may hold the text when the object itself has none. */
const SECTIONS = new Set(['details', 'detail', 'data', 'metadata', 'error', 'exception', 'err']);

/** Whether a folded key holds text for people and so is never a part. */
export function isTextKey(foldedKey: string): boolean {
  return RANK.has(foldedKey);
}

/** What is said of something that works in a reduced way of its own. */
export const FALLBACK_NOTE = 'fallback mode';

/** A text with a note behind it; either may be empty. */
export function withNote(text: string, note: string): string {
  if (text === '' || note === '') return text + note;
  return `${plainText(text, LONGEST_MESSAGE - note.length - 2)}; ${note}`;
}

/**
 * The text for people of one object: its `message`, `error`, `output`, `description`, `reason`, `detail` …, else
 * the same inside `details`, `data` or an error object. Plain text of at most 300 characters; may be empty.
 */
export function messageOf(fields: readonly Field[]): string {
  const { text, sections } = bestText(fields);
  if (text !== '') return text;
  return sections.map((section) => bestText(fieldsOf(section)).text).find((inner) => inner !== '') ?? '';
}

function bestText(fields: readonly Field[]): { text: string; sections: JsonObject[] } {
  let text = '';
  let bestRank = Infinity;
  const sections: JsonObject[] = [];
  for (const { folded, value } of fields) {
    if (isObject(value) && SECTIONS.has(folded)) sections.push(value);
    const rank = RANK.get(folded) ?? Infinity;
    const found = rank < bestRank ? asText(value) : '';
    if (found === '') continue;
    text = found;
    bestRank = rank;
  }
  return { text, sections };
}

/** How many entries of a list of texts are shown. */
const MOST_TEXTS = 5;

function asText(value: Json): string {
  if (typeof value === 'string') return plainText(value, LONGEST_MESSAGE);
  if (!Array.isArray(value)) return '';
  const texts = value.slice(0, MOST_TEXTS).filter((item) => typeof item === 'string');
  return plainText(texts.map((text) => plainText(text, LONGEST_MESSAGE)).join('; '), LONGEST_MESSAGE);
}
