import { foldKey, isObject, type Json, type JsonObject } from './json.ts';
import { LONGEST_MESSAGE, plainText } from './plain-text.ts';

/** Folded keys whose text is for people, the most telling first. */
const TEXT_KEYS = (
  'message error output description reason detail details exception errormessage msg failure failurereason cause ' +
  'statusmessage statustext statusdescription info summary note notes help text title comment hint errors warnings warning'
).split(' ');
const RANK: ReadonlyMap<string, number> = new Map(TEXT_KEYS.map((key, rank) => [key, rank]));

/** Free-form sections that may hold the text when the object itself has none. */
const SECTIONS = new Set(['details', 'detail', 'data', 'metadata', 'error', 'exception', 'err']);

/** Whether a folded key holds text for people and so is never a part. */
export function isTextKey(foldedKey: string): boolean {
  return RANK.has(foldedKey);
}

/**
 * The text for people of one object: its `message`, `error`, `output`, `description`, `reason`, `detail` …, else
 * the same inside `details`, `data` or an error object. Plain text of at most 300 characters; may be empty.
 */
export function messageOf(object: JsonObject): string {
  const own = bestText(object);
  if (own !== '') return own;
  for (const [key, value] of Object.entries(object)) {
    if (!isObject(value) || !SECTIONS.has(foldKey(key))) continue;
    const inner = bestText(value);
    if (inner !== '') return inner;
  }
  return '';
}

function bestText(object: JsonObject): string {
  let best = '';
  let bestRank = Infinity;
  for (const [key, value] of Object.entries(object)) {
    const rank = RANK.get(foldKey(key));
    if (rank === undefined || rank >= bestRank) continue;
    const text = asText(value);
    if (text === '') continue;
    best = text;
    bestRank = rank;
  }
  return best;
}

/** How many entries of a list of texts are shown. */
const MOST_TEXTS = 5;

function asText(value: Json): string {
  if (typeof value === 'string') return plainText(value, LONGEST_MESSAGE);
  if (!Array.isArray(value)) return '';
  const texts = value.slice(0, MOST_TEXTS).filter((item) => typeof item === 'string');
  return plainText(texts.map((text) => plainText(text, LONGEST_MESSAGE)).join('; '), LONGEST_MESSAGE);
}
