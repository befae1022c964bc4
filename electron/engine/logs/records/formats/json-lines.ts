import type { Draft } from '../draft.ts';
import type { FormatContext, LineSkim, LogFormat } from '../format.ts';
import { readCutJson } from '../json/cut-json.ts';
import { namesWith, type Names, type Role } from '../json/names.ts';
import { createSkim } from '../json/skim.ts';
import { readObject, type JsonObject } from '../json/read-object.ts';

/** What tells one JSON logger from the others and what it names in its own way. */
export interface JsonDialect {
  name: string;
  /** Whether a record is this logger's; must not be true of others' where that would misread them. */
  claims: (object: JsonObject) => boolean;
  names?: Partial<Record<Role, string>>;
  /** The last word on what the general reading made of a record. */
  refine?: (read: Draft, object: JsonObject, context: FormatContext) => Draft;
}

/** A format of one JSON object a line. */
export function jsonFormat({ name, claims, names: own, refine }: JsonDialect): LogFormat {
  const names = namesWith(own);
  const understand = (object: JsonObject, context: FormatContext): Draft => {
    const read = readObject(object, names, context);
    return refine ? refine(read, object, context) : read;
  };
  const read = (text: string, context: FormatContext): Draft | null => {
    const object = parseObject(text);
    return object && claims(object) ? understand(object, context) : null;
  };
  return {
    name,
    whole: true,
    read,
    // A dialect that has the last word looks at more than a skimmed line tells.
    ...(refine ? {} : { skimming: () => skimming(read, names) }),
    begins: (text) => text.charCodeAt(0) === OPEN,
    salvage(text, context) {
      const object = readCutJson(text);
      const isOurs = object !== null && claims(object);
      const read = isOurs ? understand(object, context) : readObject(object ?? {}, names, context);
      return read.message === '' ? { ...read, message: text } : read;
    },
    // An object that was printed over several lines
    finish(lines, context) {
      const object = parseObject(lines.join('\n'));
      return object ? { draft: understand(object, context), used: lines.length } : null;
    },
  };
}

function skimming(whole: LogFormat['read'], names: Names): LineSkim {
  const skim = createSkim(names);
  return {
    finds: skim.finds,
    read(text, context) {
      const skimmed = skim.read(text, context);
      if (skimmed) return skimmed;
      const draft = whole(text, context);
      if (draft) skim.learn(text, draft);
      return draft;
    },
  };
}

const OPEN = 123;

/** The object that a line is, or null. Byte order marks are gone by now; white space before it is no JSON line. */
export function parseObject(text: string): JsonObject | null {
  if (text.charCodeAt(0) !== OPEN) return null;
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    // Torn or not JSON at all: told apart by who asks.
    return null;
  }
}
