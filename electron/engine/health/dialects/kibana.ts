import type { ServiceFacts } from '../../../../shared/domain/check-result.ts';
import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { itemName } from '../generic/vocabulary.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';
import { branch, leaf, type OwnState, type Part, plainState } from '../part.ts';
import { plainText } from '../plain-text.ts';
import { readWord } from '../words.ts';

/** Levels since 8.0 (and with `?v8format=true` before), colours before. */
const STATES = new Set(
  'available degraded unavailable critical green yellow red uninitialized disabled'.split(' '),
);

/**
 * Kibana's `/api/status`: `status.overall`, `status.core` and `status.plugins` with levels, before 8.0
 * `status.statuses` with colours, and `status.overall` alone for whoever is not signed in.
 */
export const kibana: HealthDialect = {
  name: 'kibana',
  because: '"status.overall" with a level or a colour, as Kibana writes it',
  recognise: ({ json }) => {
    const overall = isObject(json) ? overallOf(json) : null;
    return overall !== null && STATES.has(wordOf(overall));
  },
  read: ({ json }, response) => {
    const overall = isObject(json) ? overallOf(json) : null;
    if (!isObject(json) || overall === null) return null;
    const status = ownField(json, 'status');
    const parts = isObject(status) ? partsOf(status) : [];
    const own = stateOf(overall);
    const message = own?.state === 'healthy' ? '' : messageOf(fieldsOf(overall));
    return assemble({ own, parts, message, facts: factsIn(json) }, response);
  },
};

function overallOf(body: JsonObject): JsonObject | null {
  const status = ownField(body, 'status');
  const overall = isObject(status) ? ownField(status, 'overall') : undefined;
  return isObject(overall) ? overall : null;
}

function wordOf(object: JsonObject): string {
  return (ownText(object, 'level') || ownText(object, 'state')).toLowerCase();
}

function stateOf(object: JsonObject): OwnState | null {
  return wordOf(object) === 'uninitialized' ? plainState('unhealthy') : readWord(wordOf(object));
}

/** `core` and `plugins` may hold the same name, so that `core` stays in the path. */
function partsOf(status: JsonObject): Part[] {
  const core = servicesIn(ownField(status, 'core'));
  const statuses = ownField(status, 'statuses');
  return [
    ...(core.length > 0 ? [branch('core', null, core)] : []),
    ...servicesIn(ownField(status, 'plugins')),
    ...(Array.isArray(statuses) ? statuses.flatMap((item) => servicePart(itemNameOf(item), item)) : []),
  ];
}

function servicesIn(map: Json | undefined): Part[] {
  return isObject(map) ? fieldsOf(map).flatMap(({ key, value }) => servicePart(key, value)) : [];
}

function itemNameOf(item: Json): string {
  return isObject(item) ? (itemName(fieldsOf(item)) ?? '') : '';
}

function servicePart(name: string, value: Json): Part[] {
  if (!isObject(value)) return [];
  const own = stateOf(value) ?? plainState('unknown');
  return [leaf(name, own, messageOf(fieldsOf(value)))];
}

function factsIn(body: JsonObject): ServiceFacts {
  const facts: ServiceFacts = {};
  const version = ownField(body, 'version');
  const number = isObject(version) ? plainText(ownText(version, 'number'), 100) : '';
  if (number !== '') facts.version = number;
  const metrics = ownField(body, 'metrics');
  const process = isObject(metrics) ? ownField(metrics, 'process') : undefined;
  if (!isObject(process)) return facts;
  const pid = ownField(process, 'pid');
  if (typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0) facts.pid = pid;
  const uptime = ownField(process, 'uptime_in_millis');
  if (typeof uptime === 'number' && uptime >= 0) facts.uptimeMs = Math.round(uptime);
  return facts;
}
