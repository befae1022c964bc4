import type { Draft } from '../draft.ts';
import type { FormatContext } from '../format.ts';
import type { LogError } from '../record.ts';
import { namesWith } from '../json/names.ts';
import { readObject, type JsonObject } from '../json/read-object.ts';
import { looksLikeStack, readException } from '../text/exception.ts';
import { timeOfValue } from '../time/value.ts';
import { jsonFormat } from './json-lines.ts';

const names = namesWith();
const SEVERITY = /^(?:DEFAULT|DEBUG|INFO|NOTICE|WARNING|ERROR|CRITICAL|ALERT|EMERGENCY)$/u;
/** What else stands in entries, exported or on their way to the logging agent. */
const MARKS = [
  'logging.googleapis.com/trace',
  'logging.googleapis.com/sourceLocation',
  'logging.googleapis.com/labels',
  'logName',
  'jsonPayload',
  'textPayload',
  'serviceContext',
  'timestampSeconds',
  'httpRequest',
];

/** Google Cloud's structured logging and LogEntry: `severity`, and the payload perhaps under `jsonPayload`. */
export const gcp = jsonFormat({
  name: 'gcp',
  claims: (object) =>
    (typeof object['severity'] === 'string' &&
      SEVERITY.test(object['severity']) &&
      object['level'] === undefined &&
      MARKS.some((mark) => object[mark] !== undefined)) ||
    (typeof object['logName'] === 'string' && object['insertId'] !== undefined),
  refine: refineEntry,
});

/** What Google Cloud writes in its own way, wherever it stands among other JSON. */
export function refineEntry(read: Draft, object: JsonObject, context: FormatContext): Draft {
  const outer = withError(withAgentTime(read, object, context), object);
  const { jsonPayload } = object;
  if (typeof jsonPayload !== 'object' || jsonPayload === null) return withService(outer, object);
  const payload = jsonPayload as JsonObject;
  const { jsonPayload: _unwrapped, ...entry } = outer.fields;
  const inner = withError(withAgentTime(readObject(payload, names, context), payload, context), payload);
  return withService(
    {
      ...inner,
      time: inner.time ?? outer.time,
      level: inner.level ?? outer.level,
      service: inner.service ?? outer.service,
      logger: inner.logger ?? outer.logger,
      fields: { ...entry, ...inner.fields },
      httpStatus: inner.httpStatus ?? outer.httpStatus,
    },
    object,
  );
}

/** The time as two numbers, which the logging agent takes as well. */
function withAgentTime(read: Draft, object: JsonObject, context: FormatContext): Draft {
  const { timestampSeconds: seconds, timestampNanos: nanos } = object;
  if (seconds === undefined || read.time !== null) return read;
  const time = timeOfValue({ seconds, nanos }, context);
  if (time === null) return read;
  const { timestampSeconds: _seconds, timestampNanos: _nanos, ...fields } = read.fields;
  return { ...read, time, fields };
}

/** Error Reporting takes an exception with its stack from the message of an event, or from a text payload. */
function withError(read: Draft, object: JsonObject): Draft {
  const { '@type': type, textPayload } = object;
  const isEvent = typeof type === 'string' && type.endsWith('.ReportedErrorEvent');
  if (read.error !== null || (!isEvent && typeof textPayload !== 'string')) return read;
  const found = looksLikeStack(read.message) ? readException(read.message.split('\n')) : null;
  if (!found && !isEvent) return read;
  const error: LogError = found
    ? {
        name: found.name,
        message: found.message,
        stack: found.stack,
        ...(found.causes ? { causes: found.causes } : {}),
      }
    : { name: null, message: read.message, stack: null };
  return { ...read, error };
}

/** Who an exported entry is from, where it does not say so itself. */
function withService(read: Draft, { resource }: JsonObject): Draft {
  if (read.service !== null || typeof resource !== 'object' || resource === null) return read;
  const { labels } = resource as JsonObject;
  if (typeof labels !== 'object' || labels === null) return read;
  const {
    service_name: run,
    container_name: container,
    function_name: fn,
    module_id: module,
  } = labels as JsonObject;
  const service = run ?? container ?? fn ?? module;
  return typeof service === 'string' && service !== '' ? { ...read, service } : read;
}
