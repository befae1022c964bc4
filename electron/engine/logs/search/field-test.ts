import { LOG_LEVELS } from '../records/level.ts';
import { ignoringCase } from './fragments.ts';
import type { SearchedRecord } from './searched-record.ts';
import { anyValue } from './texts-of.ts';

type Test = (record: SearchedRecord) => boolean;

/**
 * The test of `name:value`. `level`, `service` and `source` are compared as a whole, whatever the case; a text
 * contains the value; numbers, truth values and null are it. Names may be dotted; those of lists go through them.
 */
export function fieldTest(name: string, value: string): Test {
  const lower = value.toLowerCase();
  const pattern = ignoringCase(value);
  const fits = (found: unknown): boolean =>
    typeof found === 'string' ? pattern.test(found) : String(found).toLowerCase() === lower;
  const inFields: Test = (record) =>
    lookUp(record.whole().fields, name.split('.')).some((found) => anyValue(found, fits));
  switch (name) {
    case 'level':
      return ({ level }) => LOG_LEVELS[level] === lower;
    case 'source':
      return (record) => record.source.toLowerCase() === lower || inFields(record);
    case 'service':
      return (record) => record.service?.toLowerCase() === lower;
    case 'file':
      return (record) => record.files().some((file) => pattern.test(file)) || inFields(record);
    default:
      return (record) => own(record, name).some((found) => anyValue(found, fits)) || inFields(record);
  }
}

/** What stands beside the fields of a record. */
function own(record: SearchedRecord, name: string): unknown[] {
  const { message, logger, error } = record.whole();
  if (name === 'message' || name === 'msg') return [message];
  if (name === 'logger') return logger === null ? [] : [logger];
  if (!error) return [];
  const { name: type, message: text, stack } = error;
  return lookUp({ error: { name: type ?? '', message: text, stack: stack ?? '' } }, name.split('.'));
}

/** The values under a dotted name; a name with dots in it, whatever its case, is found as well. */
function lookUp(value: unknown, names: readonly string[]): unknown[] {
  if (names.length === 0) return [value];
  if (Array.isArray(value)) return value.flatMap((inner) => lookUp(inner, names));
  if (typeof value !== 'object' || value === null) return [];
  const found: unknown[] = [];
  for (let length = 1; length <= names.length; length++) {
    const head = names.slice(0, length).join('.').toLowerCase();
    for (const [key, inner] of Object.entries(value)) {
      if (key.toLowerCase() === head) found.push(...lookUp(inner, names.slice(length)));
    }
  }
  return found;
}
