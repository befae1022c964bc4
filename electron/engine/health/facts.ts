import type { ServiceFacts } from '../../../shared/domain/check-result.ts';
import { fieldsOf, isObject, type Json, type JsonObject } from './json.ts';
import { plainText } from './plain-text.ts';

/** Sections of a body that also hold facts about the process. */
const SECTIONS = new Set(['process', 'app', 'application', 'build']);

/**
 * Uptime, pid and version of the process, from the top level of a body and its `process`, `app` … section.
 *
 * A bare `uptime` is in seconds, as Node's `process.uptime()` gives it and S1 to S5 send it; milliseconds are
 * believed only where the key says so (`uptimeMs`) or the text does (`"950ms"`). The unit is never guessed from
 * the size, because a guess that flips while the number grows would look like a restart.
 */
export function factsOf(object: JsonObject): ServiceFacts {
  const facts: ServiceFacts = {};
  const sections = readInto(facts, object);
  for (const section of sections) readInto(facts, section);
  return facts;
}

/** Adds the facts that are not there yet (the outer level wins) and tells the sections that may hold more. */
function readInto(facts: ServiceFacts, object: JsonObject): JsonObject[] {
  const sections: JsonObject[] = [];
  let otherVersion: string | undefined;
  for (const { folded, value } of fieldsOf(object)) {
    if (isObject(value) && SECTIONS.has(folded)) sections.push(value);
    const perUnit = UPTIME_UNITS.get(folded);
    if (perUnit !== undefined) facts.uptimeMs ??= durationMs(value, perUnit);
    else if (folded === 'pid' || folded === 'processid') facts.pid ??= wholeNumber(value);
    else if (folded === 'version') facts.version ??= versionText(value);
    else if (OTHER_VERSION_KEYS.has(folded)) otherVersion ??= versionText(value);
  }
  facts.version ??= otherVersion;
  for (const name of ['uptimeMs', 'pid', 'version'] as const) {
    if (facts[name] === undefined) delete facts[name];
  }
  return sections;
}

const OTHER_VERSION_KEYS = new Set(['appversion', 'serviceversion', 'releaseid']);

/** Milliseconds a unit for the keys that hold an uptime. */
const UPTIME_UNITS: ReadonlyMap<string, number> = new Map([
  ['uptime', 1000],
  ['uptimeseconds', 1000],
  ['uptimesec', 1000],
  ['uptimes', 1000],
  ['processuptime', 1000],
  ['uptimems', 1],
  ['uptimemillis', 1],
  ['uptimemilliseconds', 1],
]);

function durationMs(value: Json, perUnit: number): number | undefined {
  if (typeof value === 'number') return positive(value * perUnit);
  if (typeof value !== 'string') return undefined;
  const match = /^\s*(\d{1,15}(?:\.\d{1,9})?)\s*(ms|s|seconds?)?\s*$/i.exec(value.slice(0, 40));
  if (match === null) return undefined;
  const unit = match[2]?.toLowerCase();
  return positive(Number(match[1]) * (unit === undefined ? perUnit : unit === 'ms' ? 1 : 1000));
}

function positive(value: number): number | undefined {
  return Number.isFinite(value) && value >= 0 ? Math.round(value) : undefined;
}

function wholeNumber(value: Json): number | undefined {
  const number = typeof value === 'string' && /^\s*\d{1,10}\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

function versionText(value: Json): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return plainText(String(value), 100) || undefined;
}
