import { assemble } from '../assemble.ts';
import type { HealthDialect, HealthDocument } from '../dialect.ts';

import { readWord, type Word } from '../words.ts';

/** Servers write the name of the HTTP status into an empty answer; it repeats the status and says no more. */
const STATUS_TEXT = /^service unavailable$/i;

/** A body that is one word of health, bare (`OK`) or as a JSON string (`"ok"`). */
export const plainWords: HealthDialect = {
  name: 'plain-words',
  because: 'one word of health and nothing else',
  general: true,
  recognise: (document) => wordOf(document) !== null,
  read: (document, response) =>
    assemble({ own: wordOf(document), parts: [], message: '', facts: {} }, response),
};

function wordOf({ text, json }: HealthDocument): Word | null {
  const whole = typeof json === 'string' ? json : text;
  return STATUS_TEXT.test(whole.slice(0, 40).trim()) ? null : readWord(whole);
}
