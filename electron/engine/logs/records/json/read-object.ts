import type { Draft } from '../draft.ts';
import { levelOfNumber, levelOfWord, type LogLevel } from '../level.ts';
import type { TimeContext } from '../time/time-context.ts';
import { timeOfValue } from '../time/value.ts';
import { errorOfParts, type ErrorParts, type Part } from './error-value.ts';
import { httpStatusOf } from './http-status.ts';
import type { Names } from './names.ts';

export type JsonObject = Record<string, unknown>;

const WORST_RANK = 1000;

/**
 * Reads a JSON record by the names of its keys. A value that does not fit its key's role, and a second key of
 * the same role, stay fields.
 */
export function readObject(object: JsonObject, names: Names, context: TimeContext): Draft {
  const result: Draft = {
    time: null,
    level: null,
    message: '',
    service: null,
    logger: null,
    fields: {},
    error: null,
    template: null,
    fingerprint: null,
    httpStatus: null,
    payload: null,
    cut: false,
  };
  const { fields } = result;
  const parts: ErrorParts = {};
  let hasParts = false;
  let messageKey: string | null = null;
  let timeRank = WORST_RANK;
  let levelRank = WORST_RANK;
  let messageRank = WORST_RANK;
  for (const key in object) {
    const value = object[key];
    const name = names.get(key);
    if (name === undefined) {
      fields[key] = value;
      continue;
    }
    switch (name.role) {
      case 'time': {
        const time = name.rank < timeRank ? timeOfValue(value, context) : null;
        if (time === null) fields[key] = value;
        else {
          result.time = time;
          timeRank = name.rank;
        }
        break;
      }
      case 'level': {
        const level = name.rank < levelRank ? levelOfValue(value) : null;
        if (level === null) fields[key] = value;
        else {
          result.level = level;
          levelRank = name.rank;
        }
        break;
      }
      case 'message':
        if (key === '@mt' && typeof value === 'string') result.template = value;
        if (name.rank >= messageRank) fields[key] = value;
        else {
          if (messageKey !== null) fields[messageKey] = object[messageKey];
          messageRank = name.rank;
          messageKey = key;
        }
        break;
      case 'service':
        result.service ??= nameOf(value);
        if (result.service === null || typeof value === 'object') fields[key] = value;
        break;
      case 'logger':
        result.logger ??= nameOf(value);
        if (result.logger === null || typeof value === 'object') fields[key] = value;
        break;
      case 'template':
        if (typeof value === 'string') result.template ??= value;
        else fields[key] = value;
        break;
      case 'fingerprint':
        result.fingerprint ??= fingerprintOf(value);
        fields[key] = value;
        break;
      case 'odd':
        Object.defineProperty(fields, key, { value, enumerable: true });
        break;
      default:
        hasParts = true;
        holdPart(parts, name.role, { key, value, rank: name.rank }, fields);
    }
  }
  if (messageKey !== null) result.message = textOf(object[messageKey]);
  if (hasParts) readErrors(result, parts);
  if (typeof object['log'] === 'object') readNestedLog(result, object['log']);
  if (result.level === null) result.httpStatus = httpStatusOf(object);
  if (result.message === '') result.message = result.error?.message ?? '';
  return result;
}

/** Of two parts with the same role the one with the better name is kept, the other is a field. */
function holdPart(parts: ErrorParts, role: keyof ErrorParts, part: Part, fields: JsonObject): void {
  const held = parts[role];
  const [kept, other] = held && held.rank <= part.rank ? [held, part] : [part, held];
  parts[role] = kept;
  if (other) fields[other.key] = other.value;
}

function readErrors(result: Draft, parts: ErrorParts): void {
  result.error = errorOfParts(parts, result.message);
  for (const part of Object.values(parts)) {
    // What is no error, such as `error: false` or `{code: 5}`, is a field.
    const isEmpty = part.value === null || part.value === '' || part.value === undefined;
    if (!part.used && !isEmpty) result.fields[part.key] = part.value;
  }
  const own = parts.error?.value;
  if (typeof own === 'object' && own !== null && 'fingerprint' in own) {
    result.fingerprint ??= fingerprintOf(own.fingerprint);
  }
}

/** ECS as nested objects: `log: {level, logger}`. */
function readNestedLog(result: Draft, log: unknown): void {
  if (log === null) return;
  const { level, logger } = log as JsonObject;
  result.level ??= levelOfValue(level);
  result.logger ??= nameOf(logger);
}

export function levelOfValue(value: unknown): LogLevel | null {
  if (typeof value === 'string') return levelOfWord(value);
  if (typeof value === 'number') return levelOfNumber(value);
  if (typeof value !== 'object' || value === null) return null;
  // log4js and loguru: `{levelStr: "INFO"}`, `{name: "INFO", no: 20}`
  const { levelStr, name, standardLevel } = value as JsonObject;
  const word = levelStr ?? name ?? standardLevel;
  return typeof word === 'string' ? levelOfWord(word) : null;
}

function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value !== 'object' || value === null) return null;
  const { name, service } = value as JsonObject;
  const inner = name ?? service;
  return typeof inner === 'string' && inner !== '' ? inner : null;
}

function fingerprintOf(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) && value.length > 0 ? JSON.stringify(value) : null;
}

/** A message as text: log4js and console-like lists are joined, objects stay JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  if (typeof value === 'object' && 'stringValue' in value) return textOf(value.stringValue);
  return JSON.stringify(value);
}
