import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from './json.ts';
import { messageOf } from './message.ts';
import { type OwnState, type Part, plainState } from './part.ts';
import { readWord } from './words.ts';

/** The states of Spring Boot's indicators, which Micronaut took over. */
export const INDICATOR_STATES: ReadonlySet<string> = new Set(['UP', 'DOWN', 'OUT_OF_SERVICE', 'UNKNOWN']);

/** Whether a value is an indicator: an object with a `status` that is a text. */
export function isIndicator(value: Json | undefined): value is JsonObject {
  return isObject(value) && typeof ownField(value, 'status') === 'string';
}

/** The state under `status`, or null. */
export function indicatorState(value: JsonObject): OwnState | null {
  return readWord(ownText(value, 'status'));
}

/**
 * The indicators under `components` or `details` of a body, else beside its `status`. What an indicator puts into
 * its own details (Elasticsearch's `status: yellow` with a number beside it, a version) is a part only where it is
 * an indicator again.
 */
export function indicatorsOf(body: JsonObject): Part[] {
  const held = ownField(body, 'components') ?? ownField(body, 'details');
  return indicatorsIn(isObject(held) ? held : body);
}

function indicatorsIn(held: JsonObject): Part[] {
  return fieldsOf(held).flatMap(({ key, value }) => (isIndicator(value) ? [indicator(key, value)] : []));
}

function indicator(name: string, value: JsonObject): Part {
  return {
    name,
    own: indicatorState(value) ?? plainState('unknown'),
    message: messageOf(fieldsOf(value)),
    children: ['components', 'details'].flatMap((key) => {
      const held = ownField(value, key);
      return isObject(held) ? indicatorsIn(held) : [];
    }),
    equals: false,
    replica: false,
  };
}
