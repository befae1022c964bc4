/** A field of a record by its path; what is nested beyond plain objects stays one value. */
export interface FlatField {
  name: string;
  value: unknown;
  text: string;
}

const DEEPEST = 4;
/** More than this nobody reads; the raw view has all of them. */
const MOST = 200;

/** Fields with nested ones by their path, `redis.host`, in the order in which they were written. */
export function flatFields(fields: Readonly<Record<string, unknown>>): FlatField[] {
  const found: FlatField[] = [];
  const walk = (value: unknown, name: string, depth: number): void => {
    if (found.length >= MOST) return;
    const entries = isPlain(value) && depth < DEEPEST ? Object.entries(value) : [];
    if (entries.length === 0) found.push({ name, value, text: textOf(value) });
    for (const [key, part] of entries) walk(part, name === '' ? key : `${name}.${key}`, depth + 1);
  };
  for (const [key, value] of Object.entries(fields)) walk(value, key, 1);
  return found;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
