import { z } from 'zod';
import { describeGot } from './leaf.ts';
import { isTreeMap, Scalar } from './scalar.ts';

export type Shape = Record<string, z.ZodType>;

/** What a map of these fields becomes: optional where the field is. */
export type Fields<S extends Shape> = z.output<z.ZodObject<S>>;

/** Keys that begin so are left alone in every map of the language. */
const IGNORED_PREFIX = 'x-';

function unknownKey(known: string[]): z.ZodType<never> {
  return z.unknown().transform((input, context): never => {
    context.issues.push({ code: 'custom', message: 'unknown key', input, params: { known } });
    return z.NEVER;
  });
}

/** A blank value stands for an empty map; `x-` keys are dropped unread. */
function withoutIgnored(input: unknown): unknown {
  if (input instanceof Scalar && input.blank) return {};
  if (!isTreeMap(input)) return input;
  const kept = Object.keys(input).filter((key) => !key.startsWith(IGNORED_PREFIX));
  return Object.fromEntries(kept.map((key) => [key, input[key]]));
}

/**
 * A map with exactly these keys. An unknown key is an issue at its own path with `params.known`,
 * from which the reader makes "did you mean".
 */
export function fields<S extends Shape>(shape: S): z.ZodType<Fields<S>> {
  const object = z
    .object(shape, { error: (issue) => `expected a map, got ${describeGot(issue.input)}` })
    .catchall(unknownKey(Object.keys(shape)));
  return z.preprocess((input, context) => {
    if (input === undefined || isTreeMap(input) || (input instanceof Scalar && input.blank)) {
      return withoutIgnored(input ?? {});
    }
    context.issues.push({ code: 'custom', message: `expected a map, got ${describeGot(input)}`, input });
    return z.NEVER;
  }, object);
}

/** A list of `item`; a blank value is the empty list. */
export function listOf<T>(item: z.ZodType<T>, options: { min?: number } = {}): z.ZodType<T[]> {
  return z.unknown().transform((input, context): T[] => {
    const fail = (message: string): never => {
      context.issues.push({ code: 'custom', message, input });
      return z.NEVER;
    };
    const list = input instanceof Scalar && input.blank ? [] : input;
    if (list === undefined) return fail('is missing, expected a list');
    if (!Array.isArray(list)) return fail(`expected a list, got ${describeGot(input)}; write it in [ ]`);
    if (list.length < (options.min ?? 0)) return fail('expected at least one entry');
    return list.map((entry, index) => readInside(item, entry, [index], context));
  });
}

/** A map whose keys are free: `[key, value]` pairs in the order of the file. */
export function entriesOf<T>(
  value: z.ZodType<T>,
  checkKey: (key: string) => string | null = () => null,
): z.ZodType<[string, T][]> {
  return z.unknown().transform((input, context): [string, T][] => {
    const map = input instanceof Scalar && input.blank ? {} : input;
    if (!isTreeMap(map)) {
      context.issues.push({ code: 'custom', message: `expected a map, got ${describeGot(input)}`, input });
      return z.NEVER;
    }
    return Object.keys(map).map((key) => {
      const problem = checkKey(key);
      if (problem !== null) {
        const params = { atKey: true };
        context.issues.push({ code: 'custom', message: problem, input: map[key], path: [key], params });
      }
      return [key, readInside(value, map[key], [key], context)];
    });
  });
}

/** Reads one part of a collection, adding its issues beneath `path`. */
export function readInside<T>(
  schema: z.ZodType<T>,
  input: unknown,
  path: (string | number)[],
  context: { issues: unknown[] },
): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    context.issues.push({ ...issue, path: [...path, ...issue.path], input });
  }
  return z.NEVER;
}
