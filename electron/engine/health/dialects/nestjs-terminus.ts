import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { readContainer } from '../generic/read-container.ts';
import { isObject, type JsonObject, ownField, ownText } from '../json.ts';
import type { Part } from '../part.ts';
import { readWord } from '../words.ts';

const STATUSES = new Set(['ok', 'error', 'shutting_down']);

/** NestJS Terminus: `details` holds every indicator, `info` the ones that are up and `error` the others. */
export const nestjsTerminus: HealthDialect = {
  name: 'nestjs-terminus',
  recognise: ({ json }) =>
    isObject(json) &&
    STATUSES.has(ownText(json, 'status')) &&
    isObject(ownField(json, 'details')) &&
    (isSection(json, 'info') || isSection(json, 'error')),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const parts = ['details', 'error', 'info'].flatMap((key) => indicatorsIn(json, key));
    const own = readWord(ownText(json, 'status'));
    return assemble({ own, parts, message: '', facts: factsOf(json) }, response);
  },
};

function isSection(body: JsonObject, key: string): boolean {
  const section = ownField(body, key);
  return section !== undefined && (section === null || isObject(section));
}

function indicatorsIn(body: JsonObject, key: string): Part[] {
  const section = ownField(body, key);
  return isObject(section) ? readContainer('indicators', 'indicators', section) : [];
}
