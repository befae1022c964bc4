import { draft as emptyDraft, type Draft } from '../draft.ts';
import type { LogLevel } from '../level.ts';
import type { TimeContext } from '../time/time-context.ts';
import { readUtcMillis } from '../time/iso.ts';
import { timeOfValue } from '../time/value.ts';
import { endOfText, endOfValue, kindAt, SIGN, type Kind } from './flat-value.ts';
import type { Names, Role } from './names.ts';

/** What a skimmed line says; written over with each line. */
export interface Skimmed {
  /** Epoch milliseconds. */
  time: number;
  level: LogLevel;
  service: string | null;
  logger: string | null;
  /** Where its message stands in the bytes; never empty. */
  messageFrom: number;
  messageTo: number;
}

/** Reads lines that are of the same shape as lines that were read whole. */
export interface Skim {
  /**
   * Reads the line that stands in `bytes` from `from` up to `to`, where a newline is. What it finds is what a whole
   * reading would give; `fields` are not asked for.
   * @returns false where the line has to be read whole; `into` holds nothing then
   */
  finds: (bytes: Buffer, from: number, to: number, context: TimeContext, into: Skimmed) => boolean;
  /** A whole line as a draft without `fields`; null where it has to be read whole. */
  read(text: string, context: TimeContext): Draft | null;
  /** Remembers the shape of a line that was read whole. */
  learn(text: string, whole: Pick<Draft, 'time' | 'level'>): void;
}

type SkimRole = 'time' | 'level' | 'message' | 'service' | 'logger';

/** A value of a shape. */
interface Part {
  /** What stands before it, the opening quote of a text included. */
  before: Buffer;
  kind: Kind;
  /** What it was in the line before, as bytes and as text: names come again. */
  last: { bytes: Buffer; text: string };
  /** Where it stands in the line at hand. */
  from: number;
  to: number;
}

/** Keys and kinds of values of a flat object that is written without spaces. */
interface Shape {
  parts: readonly Part[];
  after: Buffer;
  /** By their text: only levels that a whole reading has seen, as it may tell formats apart by them. */
  levels: Map<string, LogLevel>;
  /** Those of its parts that matter to the record. */
  time: Part;
  level: Part;
  message: Part;
  service: Part | null;
  logger: Part | null;
}

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
  const found = newSkimmed();
  const encode = createLineEncoder();

  function finds(bytes: Buffer, from: number, to: number, context: TimeContext, into: Skimmed): boolean {
    for (let index = 0; index < shapes.length; index += 1) {
      const shape = shapes[index];
      if (!shape || !fits(bytes, from, to, shape)) continue;
      if (index > 0) shapes.unshift(...shapes.splice(index, 1));
      const isFound = fill(into, bytes, shape, context);
      if (isFound) hits += 1;
      return isFound;
    }
    return false;
  }

  return {
    finds,
    read(text, context) {
      if (shapes.length === 0) return null;
      const line = encode(text);
      if (!finds(line, 0, line.length - 1, context, found)) return null;
      const { time, level, service, logger, messageFrom, messageTo } = found;
      return emptyDraft({
        time,
        level,
        service,
        logger,
        message: line.toString('utf8', messageFrom, messageTo),
      });
    },
    learn(text, { time, level }) {
      // Lines that all differ are not worth a look each.
      if (trials > TRIALS + hits / 4) return;
      trials += 1;
      if (time === null || level === null || text.includes('\\')) return;
      const line = encode(text);
      const end = line.length - 1;
      const shape = shapes.find((each) => fits(line, 0, end, each)) ?? shapeOf(line, end, names);
      if (!shape || !fits(line, 0, end, shape)) return;
      shape.levels.set(textOf(shape.level, line), level);
      if (shapes.includes(shape)) return;
      shapes.unshift(shape);
      if (shapes.length > MOST_SHAPES) shapes.pop();
    },
  };
}

export function newSkimmed(): Skimmed {
  return { time: 0, level: 'info', service: null, logger: null, messageFrom: 0, messageTo: 0 };
}

/** Texts as bytes with a newline behind them; each is good until the next one. */
function createLineEncoder(): (text: string) => Buffer {
  let room = Buffer.allocUnsafe(4096);
  return (text) => {
    const most = text.length * LONGEST_CHARACTER + 1;
    if (most > room.length) room = Buffer.allocUnsafe(most);
    const end = room.write(text);
    room[end] = NEWLINE;
    return room.subarray(0, end + 1);
  };
}

const NEWLINE = 10;
/** Bytes of UTF-8 that a unit of a text takes at most. */
const LONGEST_CHARACTER = 3;

/** Whether a line is of that shape; notes in its parts where their values stand. */
function fits(bytes: Buffer, from: number, to: number, { parts, after }: Shape): boolean {
  let at = from;
  for (const part of parts) {
    const { before, kind } = part;
    if (at + before.length > to || !standsAt(before, bytes, at)) return false;
    part.from = at + before.length;
    // The newline behind the line is in no value.
    at = endOfValue(bytes, part.from, kind);
    if (at < 0) return false;
    part.to = at;
  }
  return at + after.length === to && standsAt(after, bytes, at);
}

function standsAt(wanted: Buffer, bytes: Buffer, at: number): boolean {
  const { length } = wanted;
  for (let index = 0; index < length; index += 1) if (bytes[at + index] !== wanted[index]) return false;
  return true;
}

/** A part's text; the same as in the line before is not made anew. */
function textOf(part: Part, bytes: Buffer): string {
  const { last, from, to } = part;
  if (last.bytes.length === to - from && standsAt(last.bytes, bytes, from)) return last.text;
  part.last = { bytes: Buffer.from(bytes.subarray(from, to)), text: bytes.toString('utf8', from, to) };
  return part.last.text;
}

/** Its text, or null where it is missing or empty. */
function nameOf(part: Part | null, bytes: Buffer): string | null {
  return part === null || part.from === part.to ? null : textOf(part, bytes);
}

/** Fills in what the line at hand says, which fits the shape; false where only a whole reading can tell. */
function fill(into: Skimmed, bytes: Buffer, shape: Shape, context: TimeContext): boolean {
  const { level: levelPart, message, service, logger, levels } = shape;
  if (message.from === message.to) return false;
  const level = levels.get(textOf(levelPart, bytes));
  if (level === undefined) return false;
  const time = timeOf(shape.time, bytes, context);
  if (time === null) return false;
  into.time = time;
  into.level = level;
  into.messageFrom = message.from;
  into.messageTo = message.to;
  into.service = nameOf(service, bytes);
  into.logger = nameOf(logger, bytes);
  return true;
}

function timeOf({ kind, from, to }: Part, bytes: Buffer, context: TimeContext): number | null {
  if (kind === 'string') {
    const utc = readUtcMillis(bytes, from, to, context);
    if (utc !== null) return utc;
  }
  const stated = bytes.toString('utf8', from, to);
  return timeOfValue(kind === 'number' ? Number(stated) : stated, context);
}

/** The shape of a flat JSON object; null for any other text, and where a role is taken twice or by an odd value. */
function shapeOf(line: Buffer, length: number, names: Names): Shape | null {
  const parts: Part[] = [];
  const keys = new Set<string>();
  const roles = new Map<Role, Part>();
  let at = 1;
  /** Where what stands between two values begins. */
  let gap = 0;
  while (line[at] === SIGN.quote && parts.length < MOST_PARTS) {
    const keyEnd = endOfText(line, at + 1);
    const key = line.toString('utf8', at + 1, Math.max(at + 1, keyEnd));
    if (keyEnd < 0 || line[keyEnd + 1] !== SIGN.colon || keys.has(key) || key === TEMPLATE) return null;
    keys.add(key);
    const value = keyEnd + 2;
    const kind = kindAt(line, value);
    const role = names.get(key)?.role ?? null;
    if (kind === null || (role !== null && !mayTake(role, kind, roles))) return null;
    const start = kind === 'string' ? value + 1 : value;
    const end = endOfValue(line, start, kind);
    if (end < 0) return null;
    const before = Buffer.from(line.subarray(gap, start));
    const part: Part = { before, kind, last: { bytes: Buffer.alloc(0), text: '' }, from: 0, to: 0 };
    parts.push(part);
    if (role !== null) roles.set(role, part);
    gap = end;
    at = kind === 'string' ? end + 1 : end;
    if (line[at] !== SIGN.comma) break;
    at += 1;
  }
  const isWhole = line[0] === SIGN.opening && line[at] === SIGN.closing && at + 1 === length;
  const [time, level, message] = [roles.get('time'), roles.get('level'), roles.get('message')];
  if (!isWhole || !time || !level || !message) return null;
  const [service, logger] = [roles.get('service') ?? null, roles.get('logger') ?? null];
  const after = Buffer.from(line.subarray(gap, length));
  return { parts, after, levels: new Map(), time, level, message, service, logger };
}

/** Whether a value of that kind fills a role as it is, and no other value did. */
function mayTake(role: Role, kind: Kind, taken: ReadonlyMap<Role, unknown>): boolean {
  if (!SKIM_ROLES.has(role) || taken.has(role)) return false;
  return kind === 'string' || (kind === 'number' && (role === 'time' || role === 'level'));
}
