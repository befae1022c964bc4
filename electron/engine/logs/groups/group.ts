import { createHash } from 'node:crypto';
import { isErrorLevel, type LogLevel } from '../records/level.ts';
import type { LogRecord } from '../records/record.ts';
import { shapeOf, type StackShape } from './stack.ts';
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
}

/** The parts of a fingerprint that cost time; the same text always gives the same. */
export interface GroupingTools {
  shapeOf: (stack: string) => StackShape;
  hash: (key: string) => string;
}

const PLAIN: GroupingTools = { shapeOf, hash };

/**
 * The group of a record at level error or fatal; null for any other.
 * @param source stands for the service where the record names none
 */
export function groupOf(
  record: LogRecord,
  source: string,
  tools: GroupingTools = PLAIN,
): ErrorGroupKey | null {
  if (!isErrorLevel(record.level)) return null;
  const key = JSON.stringify(keyOf(record, source, tools));
  return {
    fingerprint: `${FINGERPRINT_VERSION}-${tools.hash(key)}`,
    title: titleOf(record),
    level: record.level,
  };
}

/** Texts that are remembered at most of each kind, and how long they may be. */
const MOST_REMEMBERED = 256;
const LONGEST_REMEMBERED = 4096;

/** Tools that remember what they made last: errors come again and again. */
export function rememberingTools(): GroupingTools {
  return { shapeOf: remembering(shapeOf), hash: remembering(hash) };
}

function remembering<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    if (text.length > LONGEST_REMEMBERED) return make(text);
    if (made.size >= MOST_REMEMBERED) made.clear();
    const value = make(text);
    made.set(text, value);
    return value;
  };
}

/** What makes two records the same error. */
function keyOf(
  { fingerprint, service, logger, message: said, error, template: own }: LogRecord,
  source: string,
  tools: GroupingTools,
) {
  if (fingerprint !== null) return ['named', fingerprint];
  const where = service ?? source;
  if (!error || error.stack === null) return ['message', where, logger, own ?? templateOf(said)];
  const { frames, untyped } = tools.shapeOf(error.stack);
  const needsMessage = frames.length === 0 || untyped;
  const message = needsMessage ? (own ?? templateOf(error.message)) : null;
  return ['stack', where, error.name, frames, error.causes ?? [], message];
}

function hash(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 24);
}

function titleOf({ error, message }: LogRecord): string {
  const text = error?.name ? `${error.name}: ${error.message}` : (error?.message ?? '') || message;
  const line = text.trim().split('\n', 1)[0]?.replaceAll(/\s+/gu, ' ').replace(/: $/u, '') ?? '';
  if (line.length <= TITLE_LENGTH) return line;
  const characters = Array.from(line.slice(0, TITLE_LENGTH * 2));
  return characters.length <= TITLE_LENGTH ? line : `${characters.slice(0, TITLE_LENGTH - 1).join('')}…`;
}
