import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { factsOf } from '../facts.ts';
import { asBoolean, isObject, type JsonObject, ownField } from '../json.ts';
import { type OwnState, PASSING, plainState } from '../part.ts';

/** `status.php` of Nextcloud and ownCloud: flags for installed, in maintenance and waiting for a database upgrade. */
export const nextcloud: HealthDialect = {
  name: 'nextcloud',
  because: '"installed", "maintenance" and "versionstring", as Nextcloud and ownCloud write them',
  recognise: ({ json }) =>
    isObject(json) &&
    flag(json, 'installed') !== null &&
    (flag(json, 'maintenance') !== null || flag(json, 'needsDbUpgrade') !== null) &&
    Object.hasOwn(json, 'versionstring'),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const [own, message] = verdictOf(json);
    return assemble({ own, parts: [], message, facts: factsOf(json) }, response);
  },
};

function verdictOf(body: JsonObject): [OwnState, string] {
  if (flag(body, 'installed') === false) return [plainState('unhealthy'), 'not installed'];
  const notes = [
    ...(flag(body, 'maintenance') === true ? ['in maintenance'] : []),
    ...(flag(body, 'needsDbUpgrade') === true ? ['needs a database upgrade'] : []),
  ];
  if (notes.length === 0) return [plainState('healthy'), ''];
  return [PASSING, notes.join('; ')];
}

function flag(body: JsonObject, key: string): boolean | null {
  return asBoolean(ownField(body, key));
}
