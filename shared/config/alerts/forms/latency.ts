import { duration } from '../../values/duration.ts';
import { integer, oneOf } from '../../values/plain.ts';
import { defineForm } from '../form.ts';
import { readThreshold, sides } from '../threshold.ts';

/** `{ latency: p95, above: 1s, over: 5m, min_samples: 5 }`. */
export const latencyForm = defineForm(
  'latency',
  {
    latency: oneOf(['avg', 'p50', 'p95', 'p99', 'max']),
    ...sides(duration()),
    over: duration({ minMs: 1_000 }),
    min_samples: integer(1, 1_000_000).optional(),
  },
  ({ latency, over, min_samples: minSamples = 5, ...limits }, context) => ({
    kind: 'latency',
    aggregate: latency,
    threshold: readThreshold(limits, context),
    overMs: over,
    minSamples,
  }),
);
