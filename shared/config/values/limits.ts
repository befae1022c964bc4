import type { z } from 'zod';
import { fields } from '../fields.ts';
import type { Limits } from '../model.ts';
import { duration } from './duration.ts';

/**
 * `{ degraded: 1s, unhealthy: 5s }` in milliseconds; either may be missing.
 * `rising`: more is worse (latency, age); else less is worse (time left).
 */
export function durationLimits(direction: 'rising' | 'falling'): z.ZodType<Limits> {
  return fields({ degraded: duration().optional(), unhealthy: duration().optional() }).transform(
    ({ degraded, unhealthy }, context): Limits => {
      if (degraded !== undefined && unhealthy !== undefined) {
        const [milder, harder] = direction === 'rising' ? [degraded, unhealthy] : [unhealthy, degraded];
        if (milder > harder) {
          const word = direction === 'rising' ? 'above' : 'below';
          const message = `degraded is ${word} unhealthy, so it would never be seen`;
          context.issues.push({ code: 'custom', message, input: degraded, path: ['degraded'] });
        }
      }
      return { ...(degraded !== undefined && { degraded }), ...(unhealthy !== undefined && { unhealthy }) };
    },
  );
}
