import { draft as emptyDraft, type Draft } from '../draft.ts';
import type { LogLevel } from '../level.ts';
import type { TimeContext } from '../time/time-context.ts';
import { timeOfValue } from '../time/value.ts';
import type { Names, Role } from './names.ts';

/** Reads lines that are of the same shape as lines that were read whole. */
export interface Skim {
  /**
   * What a whole reading would give, but for `fields`, which stays empty; null where the line has to be read whole.
   * A draft that is handed out says the same of the line as the whole reading says.
   */
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
  /** What it is to the record; null for what becomes a field. */
  role: SkimRole | null;
  /** Its text in the line before, where that is likely to come again. */
  last: string | null;
}

/** Keys and kinds of values of a flat object that is written without spaces. */
interface Shape {
  parts: readonly Part[];
  after: string;
  /** By their text: only levels that a whole reading has seen, as it may tell formats apart by them. */
  levels: Map<string, LogLevel>;
}

/** What no text of a flat line that is read here may hold: with it, a quote may be no end, or the line no JSON. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const INVOLVED = /[\u0000-\u001F\\]/;
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

  return {
    read(text, context) {
      if (shapes.length === 0 || INVOLVED.test(text)) return null;
      for (const [index, shape] of shapes.entries()) {
        const values = valuesOf(text, shape);
        if (!values) continue;
        if (index > 0) shapes.unshift(...shapes.splice(index, 1));
        const draft = draftOf(values, shape, context);
        if (draft) hits += 1;
        return draft;
      }
      return null;
    },
    learn(text, { time, level }) {
      // Lines that all differ are not worth a look each.
      if (trials > TRIALS + hits / 4) return;
      trials += 1;
      if (time === null || level === null || INVOLVED.test(text)) return;
      const shape = shapes.find((each) => valuesOf(text, each) !== null) ?? shapeOf(text, names);
      const said = shape ? valuesOf(text, shape)?.level : undefined;
      if (!shape || said === undefined) return;
      shape.levels.set(said, level);
      if (shapes.includes(shape)) return;
      shapes.unshift(shape);
      if (shapes.length > MOST_SHAPES) shapes.pop();
    },
  };
}

type Values = Partial<Record<SkimRole, string>>;

/** The texts of a line's values that matter; null where the line is of another shape. */
function valuesOf(text: string, { parts, after }: Shape): Values | null {
  const values: Values = {};
  let at = 0;
  for (const part of parts) {
    const { before, kind, role } = part;
    if (!text.startsWith(before, at)) return null;
    const start = at + before.length;
    at = kind === 'string' ? text.indexOf('"', start) : endOfScalar(text, start, kind);
    if (at < 0) return null;
    if (role !== null) values[role] = textOf(part, text, start, at);
  }
  return text.startsWith(after, at) && at + after.length === text.length ? values : null;
}

/** A part's text; the same as in the line before is not made anew. */
function textOf(part: Part, text: string, start: number, end: number): string {
  const { last } = part;
  if (last === null) return text.slice(start, end);
  if (last.length !== end - start || !text.startsWith(last, start)) part.last = text.slice(start, end);
  return part.last ?? last;
}

function endOfScalar(text: string, start: number, kind: Exclude<Kind, 'string'>): number {
  const scalar = SCALARS[kind];
  scalar.lastIndex = start;
  return scalar.test(text) ? scalar.lastIndex : -1;
}

function draftOf(values: Values, { parts, levels }: Shape, context: TimeContext): Draft | null {
  const level = levels.get(values.level ?? '');
  const isNumber = parts.find(({ role }) => role === 'time')?.kind === 'number';
  const time = timeOfValue(isNumber ? Number(values.time) : values.time, context);
  const { message = '', service = '', logger = '' } = values;
  if (level === undefined || time === null || message === '') return null;
  return emptyDraft({
    time,
    level,
    message,
    service: service === '' ? null : service,
    logger: logger === '' ? null : logger,
  });
}

/** The shape of a flat JSON object; null for any other text, and where a role is taken twice or by an odd value. */
function shapeOf(text: string, names: Names): Shape | null {
  const parts: Part[] = [];
  const keys = new Set<string>();
  const roles = new Set<Role>();
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
    if (role !== null) roles.add(role);
    const start = kind === 'string' ? value + 1 : value;
    const end = kind === 'string' ? text.indexOf('"', start) : endOfScalar(text, start, kind);
    if (end < 0) return null;
    const last = role === 'time' || role === 'message' ? null : '';
    parts.push({ before: text.slice(gap, start), kind, role: role as SkimRole | null, last });
    gap = end;
    at = kind === 'string' ? end + 1 : end;
    if (text.charAt(at) !== ',') break;
    at += 1;
  }
  const isWhole = text.charAt(0) === '{' && text.slice(at) === '}';
  const isEnough = roles.has('time') && roles.has('level') && roles.has('message');
  return isWhole && isEnough ? { parts, after: text.slice(gap), levels: new Map() } : null;
}

function kindAt(text: string, at: number): Kind | null {
  const first = text.charAt(at);
  if (first === '"') return 'string';
  if (first === 't' || first === 'f') return 'boolean';
  if (first === 'n') return 'null';
  return first === '-' || (first >= '0' && first <= '9') ? 'number' : null;
}

/** Whether a value of that kind fills a role as it is, and no other value did. */
function mayTake(role: Role, kind: Kind, taken: ReadonlySet<Role>): boolean {
  if (!SKIM_ROLES.has(role) || taken.has(role)) return false;
  return kind === 'string' || (kind === 'number' && (role === 'time' || role === 'level'));
}
