import { leaf } from '../leaf.ts';

/** One step: a name, `[0]`, `['x.y']` or `[name=database]`. */
const STEP = /(?:[^.[\]'=\s][^.[\]']*|\[\d+\]|\['[^']+'\]|\[[^=[\]']+=[^[\]]*\])/.source;
const PATH = new RegExp(`^${STEP}(?:\\.(?!\\[)${STEP}|(?=\\[)${STEP})*$`);

/** True for a path such as `a.b[0].c`, `['x.y']` or `checks[name=database].status`. */
export function isJsonPath(text: string): boolean {
  return PATH.test(text);
}

/** A path into a JSON body, as text. */
export const jsonPath = leaf(
  'a path such as "services.database.status" or "checks[name=database].status"',
  (scalar) => (isJsonPath(scalar.text) ? scalar.text : undefined),
);
