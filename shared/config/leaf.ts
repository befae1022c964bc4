import { z } from 'zod';
import { Scalar } from './scalar.ts';

/** Returned by a leaf's reader when the scalar is not what the field wants. */
export class Mismatch {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

const LONGEST_QUOTE = 60;

/** What stands there instead, in a few words: `"soon"`, `30`, `a list`, `nothing`. */
export function describeGot(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  if (!(input instanceof Scalar)) return 'a map';
  if (input.blank) return 'nothing';
  if (input.secret) return `a secret from ${JSON.stringify(input.written)}`;
  const text = input.text.length > LONGEST_QUOTE ? `${input.text.slice(0, LONGEST_QUOTE)}…` : input.text;
  const shown = typeof input.value === 'string' ? JSON.stringify(text) : text;
  return input.expanded ? `${shown} from ${JSON.stringify(input.written)}` : shown;
}

export interface LeafOptions {
  /** The message never shows the value. */
  secret?: boolean;
}

/**
 * A field that holds one scalar.
 * `expected` completes "expected …" for every mismatch without a message of its own.
 */
export function leaf<T>(
  expected: string,
  read: (scalar: Scalar) => T | Mismatch | undefined,
  options: LeafOptions = {},
): z.ZodType<T> {
  return z.unknown().transform((input, context): T => {
    const fail = (message: string): never => {
      context.issues.push({ code: 'custom', message, input });
      return z.NEVER;
    };
    if (input === undefined) return fail(`is missing, expected ${expected}`);
    if (!(input instanceof Scalar)) return fail(`expected ${expected}, got ${describeGot(input)}`);
    if (input.problem !== null) return fail(input.problem);
    const result = read(input);
    if (result instanceof Mismatch && !input.secret) return fail(result.message);
    if (result !== undefined && !(result instanceof Mismatch)) return result;
    if (options.secret && !input.blank) return fail(`expected ${expected}`);
    return fail(`expected ${expected}, got ${describeGot(input)}`);
  });
}
