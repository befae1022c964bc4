import { jsonFormat, type JsonDialect } from './json-lines.ts';
import { namesWith } from '../json/names.ts';
import { readObject, type JsonObject } from '../json/read-object.ts';

const names = namesWith();

/** Google Cloud's structured logging and LogEntry: `severity`, and the payload perhaps under `jsonPayload`. */
const dialect: JsonDialect = {
  name: 'gcp',
  claims: (object) =>
    object['severity'] !== undefined &&
    (object['logging.googleapis.com/trace'] !== undefined ||
      object['logName'] !== undefined ||
      object['jsonPayload'] !== undefined ||
      object['textPayload'] !== undefined ||
      object['serviceContext'] !== undefined ||
      object['logging.googleapis.com/sourceLocation'] !== undefined),
  refine(read, { jsonPayload }, context) {
    if (typeof jsonPayload !== 'object' || jsonPayload === null) return read;
    const { jsonPayload: _unwrapped, ...entry } = read.fields;
    const inner = readObject(jsonPayload as JsonObject, names, context);
    return {
      ...inner,
      time: inner.time ?? read.time,
      level: inner.level ?? read.level,
      service: inner.service ?? read.service,
      logger: inner.logger ?? read.logger,
      fields: { ...entry, ...inner.fields },
    };
  },
};

export const gcp = jsonFormat(dialect);
