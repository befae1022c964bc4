import { createHash } from 'node:crypto';
import { isErrorLevel, type LogLevel } from '../records/level.ts';
import type { LogRecord } from '../records/record.ts';
import { shapeOf } from './stack.ts';
import { templateOf } from './template.ts';

/** Every fingerprint begins with it; raised when the same record would get another one. */
export const FINGERPRINT_VERSION = 1;

const TITLE_LENGTH = 200;

/** Which error a record is an occurrence of. */
export interface ErrorGroupKey {
  fingerprint: string;
  /** One line for people, from this occurrence. */
  title: string;
  level: LogLevel;
  /** The masked message. */
  template: string;
}

/**
 * The group of a record at level error or fatal; null for any other.
 * @param source stands for the service where the record names none
 */
export function groupOf(record: LogRecord, source: string): ErrorGroupKey | null {
  if (!isErrorLevel(record.level)) return null;
  const template = record.template ?? templateOf(record.message);
  return {
    fingerprint: `${FINGERPRINT_VERSION}-${hash(keyOf(record, source, template))}`,
    title: titleOf(record),
    level: record.level,
    template,
  };
}

/** What makes two records the same error. */
function keyOf(
  { fingerprint, service, logger, error, template: own }: LogRecord,
  source: string,
  template: string,
) {
  if (fingerprint !== null) return ['named', fingerprint];
  const where = service ?? source;
  if (!error || error.stack === null) return ['message', where, logger, template];
  const { frames, untyped } = shapeOf(error.stack);
  const needsMessage = frames.length === 0 || untyped;
  const message = needsMessage ? (own ?? templateOf(error.message)) : null;
  return ['stack', where, error.name, frames, error.causes ?? [], message];
}

function hash(key: unknown): string {
  return createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 24);
}

function titleOf({ error, message }: LogRecord): string {
  const text = error?.name ? `${error.name}: ${error.message}` : (error?.message ?? '') || message;
  const line = text.trim().split('\n', 1)[0]?.replaceAll(/\s+/gu, ' ').replace(/: $/u, '') ?? '';
  const characters = Array.from(line.slice(0, TITLE_LENGTH * 2));
  return characters.length <= TITLE_LENGTH ? line : `${characters.slice(0, TITLE_LENGTH - 1).join('')}…`;
}
