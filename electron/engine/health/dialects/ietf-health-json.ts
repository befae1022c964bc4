import type { ServiceFacts } from '../../../../shared/domain/check-result.ts';
import { assemble } from '../assemble.ts';
import { mediaType } from '../decode-text.ts';
import type { HealthDialect } from '../dialect.ts';
import { takeApart } from '../generic/read-body.ts';
import { fieldsOf, isObject, type Json, type JsonObject, ownField, ownText } from '../json.ts';
import { messageOf } from '../message.ts';

/** The draft's words and the aliases that it accepts. */
const STATUSES = new Set(['pass', 'fail', 'warn', 'ok', 'error', 'up', 'down']);
/** The code of Gitea's `fail`. */
const FAILED_DEPENDENCY = 424;
/** Milliseconds a unit. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['s', 1000],
  ['ms', 1],
]);
const MARKS = ['componentId', 'componentType', 'observedValue', 'observedUnit', 'affectedEndpoints'];

/**
 * Health Check Response Format for HTTP APIs (draft-inadarei-api-health-check), `application/health+json`: a map
 * `componentName:measurementName` of arrays, several entries of one key being nodes of the same thing. Gitea answers
 * a failure with 424.
 */
export const ietfHealthJson: HealthDialect = {
  name: 'ietf-health-json',
  because:
    'the content type application/health+json, or "status" pass, warn, fail or an alias with measurements',
  definesStatus: [FAILED_DEPENDENCY],
  recognise: ({ json }, { status, contentType }) =>
    isObject(json) &&
    (status !== FAILED_DEPENDENCY || ownText(json, 'status').toLowerCase() === 'fail') &&
    (/^application\/(?:vnd\.)?health\+json$/.test(mediaType(contentType)) || hasShape(json)),
  read: ({ json }, response) => {
    if (!isObject(json)) return null;
    const body = takeApart(json);
    const message = body.own?.state === 'healthy' ? body.message : troubleOf(json);
    return assemble({ ...body, message, facts: { ...uptimeOf(json), ...body.facts } }, response);
  },
};

/** The draft's `description` is one of the service, whatever its state, and tells nothing about trouble. */
function troubleOf(body: JsonObject): string {
  return messageOf(fieldsOf(body).filter(({ key }) => key !== 'description'));
}

function hasShape(body: JsonObject): boolean {
  if (!STATUSES.has(ownText(body, 'status').toLowerCase())) return false;
  if (['serviceId', 'releaseId'].some((key) => Object.hasOwn(body, key))) return true;
  const checks = ownField(body, 'checks') ?? ownField(body, 'details');
  return isObject(checks) && fieldsOf(checks).some(({ value }) => isMeasurement(value));
}

function isMeasurement(value: Json): boolean {
  const first = Array.isArray(value) ? value[0] : value;
  return isObject(first) && (Array.isArray(value) || MARKS.some((mark) => Object.hasOwn(first, mark)));
}

/** The draft's `uptime` check, whose unit is stated. */
function uptimeOf(body: JsonObject): ServiceFacts {
  const checks = ownField(body, 'checks');
  const uptime = isObject(checks) ? ownField(checks, 'uptime') : undefined;
  const first = Array.isArray(uptime) ? uptime[0] : undefined;
  if (!isObject(first)) return {};
  const observed = ownField(first, 'observedValue');
  const value = typeof observed === 'number' ? observed : Number.parseFloat(ownText(first, 'observedValue'));
  const perUnit = UNITS.get(ownText(first, 'observedUnit'));
  return perUnit === undefined || !Number.isFinite(value) ? {} : { uptimeMs: Math.round(value * perUnit) };
}
