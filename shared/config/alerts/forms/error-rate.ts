import { duration } from '../../values/duration.ts';
import { integer } from '../../values/plain.ts';
import { ratio } from '../../values/ratio.ts';
import { defineForm } from '../form.ts';
import { readThreshold, sides } from '../threshold.ts';
import { yes } from './yes.ts';

/** `{ error_rate: true, above: 5%, over: 5m, min_samples: 10, min_bad: 2 }`. */
export const errorRateForm = defineForm(
  'error_rate',
  {
    error_rate: yes,
    ...sides(ratio),
    over: duration({ minMs: 1_000 }),
    min_samples: integer(1, 1_000_000).optional(),
    min_bad: integer(0, 1_000_000).optional(),
  },
  ({ over, min_samples: minSamples = 10, min_bad: minBad = 2, above, below }, context) => ({
    kind: 'error_rate',
    threshold: readThreshold({ above, below }, context),
    overMs: over,
    minSamples,
    minBad,
  }),
);
