import { assemble } from '../assemble.ts';
import type { HealthDialect, HealthDocument } from '../dialect.ts';
import { readWord } from '../words.ts';

/** A body that is one word of health, bare (`OK`) or as a JSON string (`"ok"`). */
export const plainWords: HealthDialect = {
  name: 'plain-words',
  recognise: (document) => readWord(wordOf(document)) !== null,
  read: (document, response) =>
    assemble({ own: readWord(wordOf(document)), parts: [], message: '', facts: {} }, response),
};

function wordOf({ text, json }: HealthDocument): string {
  return typeof json === 'string' ? json : text;
}
