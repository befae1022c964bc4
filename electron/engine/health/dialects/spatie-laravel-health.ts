import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { isObject, type Json, ownField, ownText } from '../json.ts';
import { leaf, type Part, plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';
import { readWord } from '../words.ts';

/**
 * spatie/laravel-health, its JSON controller and its endpoint for Oh Dear: `finishedAt` and a list `checkResults` of
 * `{name, label, notificationMessage, shortSummary, status, meta}`; states ok, warning, failed, crashed, skipped.
 */
export const spatieLaravelHealth: HealthDialect = {
  name: 'spatie-laravel-health',
  because: '"finishedAt" and "checkResults", as spatie/laravel-health writes them',
  recognise: ({ json }) =>
    isObject(json) && Object.hasOwn(json, 'finishedAt') && Array.isArray(ownField(json, 'checkResults')),
  read: ({ json }, response) => {
    const results = isObject(json) ? ownField(json, 'checkResults') : undefined;
    const parts = Array.isArray(results) ? results.flatMap(readResult) : [];
    return assemble({ own: null, parts, message: '', facts: {} }, response);
  },
};

function readResult(result: Json, index: number): Part[] {
  if (!isObject(result)) return [];
  const name = ownText(result, 'name') || ownText(result, 'label') || `#${index + 1}`;
  const own = readWord(ownText(result, 'status')) ?? plainState('unknown');
  return [leaf(name, own, messageOf(result))];
}

/** The file that the package stores calls the text `message`; a summary such as `91%` is better than nothing. */
function messageOf(result: { [key: string]: Json }): string {
  const texts = ['notificationMessage', 'message', 'shortSummary'].map((key) => ownText(result, key));
  return plainText(texts.find((text) => text !== '') ?? '', LONGEST_MESSAGE);
}
