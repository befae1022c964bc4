import type { z } from 'zod';
import { fields, readInside, type Fields, type Shape } from '../fields.ts';
import type { Condition } from './model.ts';

/** What a rule takes from its surroundings while it is read. */
export interface IssueContext {
  issues: unknown[];
}

/** One form of `when`: one file and one entry in the registry. */
export interface WhenForm {
  /** The key by which the form is known. */
  key: string;
  /** A second key that must be there too, for forms that share the first. */
  besides?: string;
  shape: Shape;
  read(input: unknown, context: IssueContext): Condition;
}

/** Puts a form together from its keys and what it makes of them. */
export function defineForm<S extends Shape>(
  key: string,
  shape: S,
  build: (parsed: Fields<S>, context: IssueContext) => Condition,
  besides?: string,
): WhenForm {
  const schema: z.ZodType<Fields<S>> = fields(shape);
  return {
    key,
    ...(besides !== undefined && { besides }),
    shape,
    read(input, context) {
      const before = context.issues.length;
      const parsed = readInside(schema, input, [], context);
      return context.issues.length > before ? { kind: 'all', parts: [] } : build(parsed, context);
    },
  };
}
