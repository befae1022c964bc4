import { draft as emptyDraft, type Draft } from '../draft.ts';
import type { LogLevel } from '../level.ts';
import type { TimeContext } from '../time/time-context.ts';
import { timeOfValue } from '../time/value.ts';
import type { Names, Role } from './names.ts';

/** What a skimmed line says; written over with each line. */
export interface Skimmed {
  /** Epoch milliseconds. */
  time: number;
  level: LogLevel;
  service: string | null;
  logger: string | null;
  /** Where its message stands in the text; never empty. */
  messageFrom: number;
  messageTo: number;
}

/** Reads lines that are of the same shape as lines that were read whole. */
export interface Skim {
  /**
   * Reads the line that stands in `text` from `from` up to `to`, and holds neither a backslash nor a control character.
   * What it finds is what a whole reading would give; `fields` are not asked for.
   * @returns false where the line has to be read whole; `into` holds nothing then
   */
  finds(text: string, from: number, to: number, context: TimeContext, into: Skimmed): boolean;
  /** A whole line as a draft without `fields`; null where it has to be read whole. */
  read(text: string, context: TimeContext): Draft | null;
  /** Remembers the shape of a line that was read whole. */
  learn(text: string, whole: Pick<Draft, 'time' | 'level'>): void;
}

type Kind = 'string' | 'number' | 'boolean' | 'null';
type SkimRole = 'time' | 'level' | 'message' | 'service' | 'logger';

/** A value of a shape. */
interface Part {
  /** What stands before it, the opening quote of a text included. */
  before: string;
  kind: Kind;
  /** Its text in the line before, where that is likely to come again. */
  last: string | null;
  /** Where it stands in the line at hand. */
  from: number;
  to: number;
}

/** Keys and kinds of values of a flat object that is written without spaces. */
interface Shape {
  parts: readonly Part[];
  after: string;
  /** By their text: only levels that a whole reading has seen, as it may tell formats apart by them. */
  levels: Map<string, LogLevel>;
  /** Those of its parts that matter to the record. */
  time: Part;
  level: Part;
  message: Part;
  service: Part | null;
  logger: Part | null;
}

/** What no text of a flat line that is read here may hold: with it, a quote may be no end, or the line no JSON. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
export const INVOLVED = /[\u0000-\u001F\\]/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BOOLEAN = /true|false/y;
const NULL = /null/y;
const SCALARS = { number: NUMBER, boolean: BOOLEAN, null: NULL };
const MOST_SHAPES = 16;
const MOST_PARTS = 64;
/** So many lines are looked at for a shape before the first one is of use. */
const TRIALS = 64;

/** Where it stands for the message it is its template as well. */
const TEMPLATE = '@mt';

const SKIM_ROLES: ReadonlySet<Role> = new Set<SkimRole>(['time', 'level', 'message', 'service', 'logger']);

export function createSkim(names: Names): Skim {
  /** The one that fitted last comes first. */
  const shapes: Shape[] = [];
  let trials = 0;
  let hits = 0;

  function finds(text: string, from: number, to: number, context: TimeContext, into: Skimmed): boolean {
    for (let index = 0; index < shapes.length; index += 1) {
      const shape = shapes[index];
      if (!shape || !fits(text, from, to, shape)) continue;
      if (index > 0) shapes.unshift(...shapes.splice(index, 1));
      const isFound = fill(into, text, shape, context);
      if (isFound) hits += 1;
      return isFound;
    }
    return false;
  }

  const found: Skimmed = {
    time: 0,
    level: 'info',
    service: null,
    logger: null,
    messageFrom: 0,
    messageTo: 0,
  };

  return {
    finds,
    read(text, context) {
      if (shapes.length === 0 || INVOLVED.test(text) || !finds(text, 0, text.length, context, found))
        return null;
      const { time, level, service, logger } = found;
      return emptyDraft({
        time,
        level,
        service,
        logger,
        message: text.slice(found.messageFrom, found.messageTo),
      });
    },
    learn(text, { time, level }) {
      // Lines that all differ are not worth a look each.
      if (trials > TRIALS + hits / 4) return;
      trials += 1;
      if (time === null || level === null || INVOLVED.test(text)) return;
      const shape = shapes.find((each) => fits(text, 0, text.length, each)) ?? shapeOf(text, names);
      if (!shape || !fits(text, 0, text.length, shape)) return;
      shape.levels.set(text.slice(shape.level.from, shape.level.to), level);
      if (shapes.includes(shape)) return;
      shapes.unshift(shape);
      if (shapes.length > MOST_SHAPES) shapes.pop();
    },
  };
}

/** Whether a line is of that shape; notes in its parts where their values stand. */
function fits(text: string, from: number, to: number, { parts, after }: Shape): boolean {
  let at = from;
  for (const part of parts) {
    const { before, kind } = part;
    if (!text.startsWith(before, at)) return false;
    part.from = at + before.length;
    at = kind === 'string' ? text.indexOf('"', part.from) : endOfScalar(text, part.from, kind);
    if (at < 0 || at > to) return false;
    part.to = at;
  }
  return at + after.length === to && text.startsWith(after, at);
}

/** A part's text; the same as in the line before is not made anew. */
function textOf(part: Part, text: string): string {
  const { last, from, to } = part;
  if (last === null) return text.slice(from, to);
  if (last.length === to - from && text.startsWith(last, from)) return last;
  part.last = text.slice(from, to);
  return part.last;
}

/** Its text, or null where it is missing or empty. */
function nameOf(part: Part | null, text: string): string | null {
  return part === null || part.from === part.to ? null : textOf(part, text);
}

function endOfScalar(text: string, start: number, kind: Exclude<Kind, 'string'>): number {
  if (kind === 'number') {
    const end = endOfWhole(text, start);
    if (end >= 0) return end;
  }
  const scalar = SCALARS[kind];
  scalar.lastIndex = start;
  return scalar.test(text) ? scalar.lastIndex : -1;
}

/** Where a whole number ends, as most are; -1 where it has to be looked at closely. */
function endOfWhole(text: string, start: number): number {
  let at = start;
  let code = text.charCodeAt(at);
  if (code === ZERO) return -1;
  while (code >= ZERO && code <= NINE) code = text.charCodeAt((at += 1));
  return at === start || code === DOT || code === SMALL_E || code === LARGE_E ? -1 : at;
}
const [ZERO, NINE, DOT, SMALL_E, LARGE_E] = [48, 57, 46, 101, 69];

/** Fills in what the line at hand says, which fits the shape; false where only a whole reading can tell. */
function fill(into: Skimmed, text: string, shape: Shape, context: TimeContext): boolean {
  const { time: timePart, level: levelPart, message, service, logger, levels } = shape;
  if (message.from === message.to) return false;
  const level = levels.get(textOf(levelPart, text));
  if (level === undefined) return false;
  const stated = textOf(timePart, text);
  const time = timeOfValue(timePart.kind === 'number' ? Number(stated) : stated, context);
  if (time === null) return false;
  into.time = time;
  into.level = level;
  into.messageFrom = message.from;
  into.messageTo = message.to;
  into.service = nameOf(service, text);
  into.logger = nameOf(logger, text);
  return true;
}

/** The shape of a flat JSON object; null for any other text, and where a role is taken twice or by an odd value. */
function shapeOf(text: string, names: Names): Shape | null {
  const parts: Part[] = [];
  const keys = new Set<string>();
  const roles = new Map<Role, Part>();
  let at = 1;
  /** Where what stands between two values begins. */
  let gap = 0;
  while (text.charAt(at) === '"' && parts.length < MOST_PARTS) {
    const keyEnd = text.indexOf('"', at + 1);
    const key = text.slice(at + 1, keyEnd);
    if (keyEnd < 0 || text.charAt(keyEnd + 1) !== ':' || keys.has(key) || key === TEMPLATE) return null;
    keys.add(key);
    const value = keyEnd + 2;
    const kind = kindAt(text, value);
    const role = names.get(key)?.role ?? null;
    if (kind === null || (role !== null && !mayTake(role, kind, roles))) return null;
    const start = kind === 'string' ? value + 1 : value;
    const end = kind === 'string' ? text.indexOf('"', start) : endOfScalar(text, start, kind);
    if (end < 0) return null;
    const last = role === 'time' || role === 'message' ? null : '';
    const part = { before: text.slice(gap, start), kind, last, from: 0, to: 0 };
    parts.push(part);
    if (role !== null) roles.set(role, part);
    gap = end;
    at = kind === 'string' ? end + 1 : end;
    if (text.charAt(at) !== ',') break;
    at += 1;
  }
  const isWhole = text.charAt(0) === '{' && text.slice(at) === '}';
  const [time, level, message] = [roles.get('time'), roles.get('level'), roles.get('message')];
  if (!isWhole || !time || !level || !message) return null;
  const [service, logger] = [roles.get('service') ?? null, roles.get('logger') ?? null];
  return { parts, after: text.slice(gap), levels: new Map(), time, level, message, service, logger };
}

function kindAt(text: string, at: number): Kind | null {
  const first = text.charAt(at);
  if (first === '"') return 'string';
  if (first === 't' || first === 'f') return 'boolean';
  if (first === 'n') return 'null';
  return first === '-' || (first >= '0' && first <= '9') ? 'number' : null;
}

/** Whether a value of that kind fills a role as it is, and no other value did. */
function mayTake(role: Role, kind: Kind, taken: ReadonlyMap<Role, unknown>): boolean {
  if (!SKIM_ROLES.has(role) || taken.has(role)) return false;
  return kind === 'string' || (kind === 'number' && (role === 'time' || role === 'level'));
}
