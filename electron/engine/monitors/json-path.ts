/** A parsed path into a JSON document; see `parseJsonPath` for the notation. */
export type JsonPath = readonly JsonStep[];

type JsonStep =
  | { kind: 'key'; key: string }
  | { kind: 'index'; index: number }
  /** The first element of a list whose `key` is `value`. */
  | { kind: 'where'; key: string; value: string };

/** A path that cannot be read; `offset` counts characters from 0. */
export class JsonPathError extends Error {
  override name = 'JsonPathError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const KEY = /[^.[\]]+/y;
const INDEX = /\[\s*(\d{1,9})\s*\]/y;
const QUOTED = String.raw`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"`;
const QUOTED_KEY = new RegExp(String.raw`\[\s*(${QUOTED})\s*\]`, 'sy');
const WHERE = new RegExp(String.raw`\[\s*(${QUOTED}|[^\]='"]+?)\s*=\s*(${QUOTED}|[^\]'"]*?)\s*\]`, 'sy');

/**
 * Parses `a.b[0].c`, `['x.y']` and `checks[name=database].status`. A key that holds a dot or bracket stands in
 * quotes inside brackets; a backslash there takes the next character as it is.
 * Throws `JsonPathError` with what was expected and where.
 */
export function parseJsonPath(text: string): JsonPath {
  if (text === '') throw new JsonPathError('expected a path such as "services.database.status"', 0);
  const steps: JsonStep[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < text.length) {
    if (text[at] === '[') {
      steps.push(bracket(take, at));
      continue;
    }
    if (steps.length > 0) {
      if (text[at] !== '.') throw new JsonPathError(`expected a dot or bracket at character ${at + 1}`, at);
      at += 1;
    }
    const key = take(KEY);
    if (!key) throw new JsonPathError(`expected a key at character ${at + 1}`, at);
    steps.push({ kind: 'key', key: key[0] });
  }
  return steps;
}

function bracket(take: (pattern: RegExp) => RegExpExecArray | null, at: number): JsonStep {
  const index = take(INDEX);
  if (index) return { kind: 'index', index: Number(index[1]) };
  const quoted = take(QUOTED_KEY);
  if (quoted) return { kind: 'key', key: unquote(quoted[1] ?? '') };
  const where = take(WHERE);
  if (where) return { kind: 'where', key: unquote(where[1] ?? ''), value: unquote(where[2] ?? '') };
  throw new JsonPathError(`expected [0], ['key'] or [key=value] at character ${at + 1}`, at);
}

function unquote(text: string): string {
  const quoted = text.startsWith("'") || text.startsWith('"');
  return quoted ? text.slice(1, -1).replaceAll(/\\(.)/gs, '$1') : text;
}

/** What a path leads to; `null` is a value like any other, so a missing one has a form of its own. */
export type JsonFound = { found: true; value: unknown } | { found: false };

const MISSING: JsonFound = { found: false };

/** Follows a path through parsed JSON. Only own keys count, and of a list only its elements. */
export function resolveJsonPath(path: JsonPath, root: unknown): JsonFound {
  let value = root;
  for (const step of path) {
    const next = follow(step, value);
    if (!next.found) return MISSING;
    value = next.value;
  }
  return { found: true, value };
}

function follow(step: JsonStep, value: unknown): JsonFound {
  if (typeof value !== 'object' || value === null) return MISSING;
  if (Array.isArray(value)) return element(step, value);
  if (step.kind !== 'key' || !Object.hasOwn(value, step.key)) return MISSING;
  return { found: true, value: (value as Record<string, unknown>)[step.key] };
}

function element(step: JsonStep, list: unknown[]): JsonFound {
  if (step.kind === 'where') {
    const match = list.find((item) => isWhere(item, step.key, step.value));
    return match === undefined ? MISSING : { found: true, value: match };
  }
  const index = step.kind === 'index' ? step.index : /^\d{1,9}$/.test(step.key) ? Number(step.key) : -1;
  return index >= 0 && index < list.length ? { found: true, value: list[index] } : MISSING;
}

/** A value in brackets has no type of its own, so numbers and booleans are compared as they are written. */
function isWhere(item: unknown, key: string, wanted: string): boolean {
  const field = follow({ kind: 'key', key }, item);
  if (!field.found) return false;
  const { value } = field;
  return (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value) === wanted;
}
