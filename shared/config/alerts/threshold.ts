import type { z } from 'zod';
import type { Threshold } from './model.ts';

interface Sides {
  above?: number | undefined;
  below?: number | undefined;
}

/** Makes one threshold of `above` or `below`; both, or none, is an issue. */
export function readThreshold(parsed: Sides, context: { issues: unknown[] }): Threshold {
  const { above, below } = parsed;
  if ((above === undefined) === (below === undefined)) {
    const message = above === undefined ? 'expected above or below' : 'above and below exclude each other';
    context.issues.push({ code: 'custom', message, input: parsed });
  }
  return above === undefined
    ? { direction: 'below', limit: below ?? 0 }
    : { direction: 'above', limit: above };
}

/** The two keys of a threshold whose limit is read by `value`. */
export function sides(value: z.ZodType<number>) {
  return { above: value.optional(), below: value.optional() };
}
