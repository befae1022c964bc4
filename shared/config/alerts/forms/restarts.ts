import { duration } from '../../values/duration.ts';
import { number } from '../../values/plain.ts';
import { defineForm } from '../form.ts';
import { readThreshold, sides } from '../threshold.ts';
import { yes } from './yes.ts';

/** `{ restarts: true, above: 3, over: 15m }`. */
export const restartsForm = defineForm(
  'restarts',
  { restarts: yes, ...sides(number), over: duration({ minMs: 1_000 }) },
  ({ over, above, below }, context) => ({
    kind: 'restarts',
    threshold: readThreshold({ above, below }, context),
    overMs: over,
  }),
);
