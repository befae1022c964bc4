import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { itemName } from '../generic/vocabulary.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';
import { branch, equalsOf, type Part } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';
import { readWord } from '../words.ts';

const COLOURS = new Set(['GREEN', 'YELLOW', 'RED']);
/** How many causes are shown. */
const MOST_CAUSES = 5;

/** SonarQube's `api/system/health`: a colour with its causes, and the same for each node of a cluster. */
export const sonarqubeHealth: HealthDialect = {
  name: 'sonarqube-health',
  because: '"health" as a colour with "causes", as SonarQube writes them',
  recognise: ({ json }) => isObject(json) && hasShape(json),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const nodes = ownField(json, 'nodes');
    const parts = Array.isArray(nodes) ? [equalsOf(nodes.filter(isObject).map(nodePart))] : [];
    const own = readWord(ownText(json, 'health'));
    return assemble({ own, parts, message: causesOf(json), facts: {} }, response);
  },
};

function hasShape(object: JsonObject): boolean {
  return COLOURS.has(ownText(object, 'health')) && Array.isArray(ownField(object, 'causes'));
}

function nodePart(node: JsonObject): Part {
  return branch(itemName(fieldsOf(node)) ?? '?', readWord(ownText(node, 'health')), [], causesOf(node));
}

/** The causes: texts, in older versions objects with a message. */
function causesOf(object: JsonObject): string {
  const causes = ownField(object, 'causes');
  if (!Array.isArray(causes)) return '';
  const texts = causes.slice(0, MOST_CAUSES).map(causeText);
  return plainText(texts.filter((text) => text !== '').join('; '), LONGEST_MESSAGE);
}

function causeText(cause: Json): string {
  if (typeof cause === 'string') return plainText(cause, LONGEST_MESSAGE);
  return isObject(cause) ? messageOf(fieldsOf(cause)) : '';
}
