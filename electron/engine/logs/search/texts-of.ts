import type { LogError } from '../records/record.ts';
import type { SearchedRecord } from './searched-record.ts';

/** Deeper values are no longer looked at; nothing that anybody wrote by hand is. */
const DEEPEST = 50;

/** All texts that are read from a record's lines. */
export function textsOf(record: SearchedRecord): string[] {
  const { message, service, logger, error, fields } = record.whole();
  const texts = [message, service ?? '', logger ?? ''];
  if (error) texts.push(errorLine(error), error.stack ?? '');
  collect(fields, texts, 0);
  return texts;
}

/** Name and message of an exception in one line. */
export function errorLine({ name, message }: LogError): string {
  return name === null ? message : message === '' ? name : `${name}: ${message}`;
}

function collect(value: unknown, texts: string[], depth: number): void {
  if (typeof value === 'string') texts.push(value);
  else if (typeof value === 'number' || typeof value === 'boolean') texts.push(String(value));
  else if (typeof value === 'object' && value !== null && depth < DEEPEST) {
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) texts.push(key);
      collect(inner, texts, depth + 1);
    }
  }
}

/** Whether a value or anything in it satisfies `test`. */
export function anyValue(value: unknown, test: (value: unknown) => boolean, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return test(value);
  if (depth >= DEEPEST) return false;
  return Object.values(value).some((inner) => anyValue(inner, test, depth + 1));
}
