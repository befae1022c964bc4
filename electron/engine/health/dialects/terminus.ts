import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { readDetails } from '../generic/read-container.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';
import type { Part } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';
import { readWord } from '../words.ts';

const STATUSES = new Set(['ok', 'error', 'shutting_down']);

/**
 * Terminus, both @nestjs/terminus and @godaddy/terminus, from which it came: `details` holds every indicator, `info`
 * the ones that are up and `error` the others. GoDaddy's has only one of the two, and there `error` and `details` are
 * a list of whatever was thrown.
 */
export const terminus: HealthDialect = {
  name: 'terminus',
  because: '"status" with "details" and "info" or "error", as Terminus writes them',
  recognise: ({ json }) =>
    isObject(json) &&
    STATUSES.has(ownText(json, 'status')) &&
    holdsSomething(ownField(json, 'details')) &&
    ['info', 'error'].some((key) => isSection(ownField(json, key))),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const parts = ['details', 'error', 'info'].flatMap((key) => indicatorsIn(ownField(json, key)));
    const own = readWord(ownText(json, 'status'));
    const message = messageOfCauses(ownField(json, 'error'));
    return assemble({ own, parts, message, facts: factsOf(json) }, response);
  },
};

function holdsSomething(section: Json | undefined): boolean {
  return Array.isArray(section) || isObject(section);
}

function isSection(section: Json | undefined): boolean {
  return section === null || holdsSomething(section);
}

function indicatorsIn(section: Json | undefined): Part[] {
  if (Array.isArray(section)) return section.flatMap((cause) => (isMap(cause) ? indicatorsIn(cause) : []));
  return isObject(section) ? readDetails(section) : [];
}

/** Whether a cause is a map of indicators rather than an error. */
function isMap(cause: Json): cause is JsonObject {
  return isObject(cause) && fieldsOf(cause).every(({ value }) => isObject(value));
}

function messageOfCauses(causes: Json | undefined): string {
  if (!Array.isArray(causes)) return '';
  const texts = causes.slice(0, 5).flatMap((cause) => {
    const text = isObject(cause) ? messageOf(fieldsOf(cause)) : cause;
    return typeof text === 'string' && text !== '' ? [text.slice(0, LONGEST_MESSAGE)] : [];
  });
  return plainText(texts.join('; '), LONGEST_MESSAGE);
}
