import { z } from 'zod';
import { listOf } from '../fields.ts';
import { Scalar } from '../scalar.ts';

/** A list, or a single entry that stands for a list of one. */
export function oneOrMore<T>(item: z.ZodType<T>): z.ZodType<T[]> {
  return z.preprocess(
    (input) => (input instanceof Scalar && !input.blank ? [input] : input),
    listOf(item, { min: 1 }),
  );
}
