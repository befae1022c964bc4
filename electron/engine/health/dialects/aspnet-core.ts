import { assemble } from '../assemble.ts';
import type { HealthDialect } from '../dialect.ts';
import { takeApart } from '../generic/read-body.ts';
import { fieldsOf, foldedFields, isObject, type Json, type JsonObject, ownField } from '../json.ts';

const WORDS = new Set(['Healthy', 'Degraded', 'Unhealthy']);
/** The values of the HealthStatus enumeration, as a serializer without string enums writes them. */
const ENUM: ReadonlyMap<string, string> = new Map([
  ['0', 'Unhealthy'],
  ['1', 'Degraded'],
  ['2', 'Healthy'],
]);
const LISTS = ['entries', 'results', 'checks', 'healthchecks', 'healthcheckprobes', 'info'];
const DURATIONS = ['totalduration', 'totalchecksduration', 'duration'];

/**
 * ASP.NET Core health checks beyond the one word that the default writer answers with: the JSON writer of the
 * documentation (`results`), HealthChecks.UI (`entries`) and plainly serialized reports with raw enums: 0 unhealthy,
 * 1 degraded, 2 healthy.
 */
export const aspnetCore: HealthDialect = {
  name: 'aspnet-core',
  because: '"status" Healthy, Degraded or Unhealthy with entries or results, as ASP.NET Core writes them',
  recognise: ({ json }) => isObject(json) && hasShape(json),
  read: ({ json }, response) => (isObject(json) ? assemble(takeApart(withWords(json)), response) : null),
};

function hasShape(body: JsonObject): boolean {
  const status = ownField(body, 'status') ?? ownField(body, 'Status');
  if (!isEnum(status) && !(typeof status === 'string' && WORDS.has(status))) return false;
  const fields = foldedFields(body);
  const lists = LISTS.some((key) => typeof fields.get(key) === 'object');
  if (typeof status === 'string' && WORDS.has(status)) {
    return lists || DURATIONS.some((key) => fields.has(key));
  }
  return isEnum(status) && (isObject(fields.get('entries')) || (lists && fields.has('totalduration')));
}

function isEnum(status: Json | undefined): status is number | string {
  return (typeof status === 'number' || typeof status === 'string') && ENUM.has(String(status).trim());
}

/** The report with the raw enums of the whole and of its entries as words. */
function withWords(report: JsonObject): JsonObject {
  return mapFields(report, (key, value) => {
    if (key === 'status') return asWord(value);
    if (!LISTS.includes(key)) return value;
    if (Array.isArray(value)) return value.map(entryWithWord);
    return isObject(value) ? mapFields(value, (_name, entry) => entryWithWord(entry)) : value;
  });
}

function entryWithWord(entry: Json): Json {
  return isObject(entry)
    ? mapFields(entry, (key, value) => (key === 'status' ? asWord(value) : value))
    : entry;
}

function asWord(status: Json): Json {
  return isEnum(status) ? (ENUM.get(String(status).trim()) ?? status) : status;
}

function mapFields(object: JsonObject, change: (foldedKey: string, value: Json) => Json): JsonObject {
  return Object.fromEntries(fieldsOf(object).map(({ key, folded, value }) => [key, change(folded, value)]));
}
