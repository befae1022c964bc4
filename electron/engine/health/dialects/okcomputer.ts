import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { fieldsOf, isObject, type JsonObject, ownField, ownText } from '../json.ts';
import { leaf, type Part, plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';

const OUTCOME = /: (PASSED|FAILED) /;
/** The time a check took, behind its message. */
const TIME = / ?\([\d.?]{1,20}s\)$/;
const OPTIONAL = '(OPTIONAL)';

/**
 * OkComputer for Rails: a map of `{message, success, time}`, or lines such as `database: PASSED Schema version: 12
 * (0.002s)` below the title of a collection. A failed check that is optional is degraded: the service itself does
 * not count it.
 */
export const okcomputer: HealthDialect = {
  name: 'okcomputer',
  because: 'checks with "message", "success" and "time", or PASSED and FAILED, as OkComputer writes them',
  recognise: ({ text, json }) =>
    json === undefined ? text.split('\n', 3).some(isOutcomeLine) : isObject(json) && hasShape(json),
  read: ({ text, json }, response) => {
    const parts = isObject(json) ? fieldsOf(json).flatMap(readField) : text.split('\n').flatMap(readLine);
    return assemble({ own: null, parts, message: '', facts: {} }, response);
  },
};

function hasShape(body: JsonObject): boolean {
  const fields = fieldsOf(body);
  return fields.length > 0 && fields.every(({ value }) => isObject(value) && isCheck(value));
}

function isCheck(value: JsonObject): boolean {
  return (
    typeof ownField(value, 'success') === 'boolean' &&
    ['message', 'time'].every((key) => Object.hasOwn(value, key))
  );
}

function readField({ key, value }: { key: string; value: unknown }): Part[] {
  const check = value as JsonObject;
  const passed = ownField(check, 'success') === true;
  return [
    leaf(
      key,
      plainState(passed ? 'healthy' : 'unhealthy'),
      plainText(ownText(check, 'message'), LONGEST_MESSAGE),
    ),
  ];
}

/** A line of a check: with the time it took, which old versions leave out, or a name of one word. */
function isOutcomeLine(line: string): boolean {
  const match = OUTCOME.exec(line);
  const name = line.slice(0, match?.index ?? 0).trim();
  return match !== null && name !== '' && (!name.includes(' ') || TIME.test(withoutOptional(line)));
}

function readLine(line: string): Part[] {
  const match = OUTCOME.exec(line);
  const name = line.slice(0, match?.index ?? 0).trim();
  if (match === null || name === '') return [];
  const rest = line.slice(match.index + match[0].length).trimEnd();
  const failed = rest.endsWith(OPTIONAL) ? 'degraded' : 'unhealthy';
  const message = withoutOptional(rest).replace(TIME, '');
  return [
    leaf(name, plainState(match[1] === 'PASSED' ? 'healthy' : failed), plainText(message, LONGEST_MESSAGE)),
  ];
}

function withoutOptional(line: string): string {
  const end = line.trimEnd();
  return end.endsWith(OPTIONAL) ? end.slice(0, -OPTIONAL.length).trimEnd() : end;
}
