import { z } from 'zod';
import { isTreeMap, Scalar } from '../scalar.ts';

interface IssueContext {
  issues: unknown[];
}

function convert(input: unknown, path: (string | number)[], context: IssueContext): unknown {
  if (input instanceof Scalar) {
    if (input.problem !== null) {
      context.issues.push({ code: 'custom', message: input.problem, input, path });
    }
    if (typeof input.value === 'number' && !Number.isFinite(input.value)) {
      context.issues.push({ code: 'custom', message: 'JSON knows no infinite number', input, path });
    }
    return input.value;
  }
  if (Array.isArray(input)) return input.map((entry, index) => convert(entry, [...path, index], context));
  if (!isTreeMap(input)) return null;
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key, convert(value, [...path, key], context)]),
  );
}

/** Any JSON value, with the types that its scalars have in the file. */
export const jsonValue: z.ZodType<{ json: unknown }> = z
  .unknown()
  .transform((input, context) => ({ json: convert(input, [], context) }));
