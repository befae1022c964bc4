import { duration } from '../../values/duration.ts';
import { ratio } from '../../values/ratio.ts';
import { defineForm } from '../form.ts';
import { readThreshold, sides } from '../threshold.ts';
import { yes } from './yes.ts';

/** `{ uptime: true, below: 99%, over: 24h }`. */
export const uptimeForm = defineForm(
  'uptime',
  { uptime: yes, ...sides(ratio), over: duration({ minMs: 1_000 }) },
  ({ over, above, below }, context) => ({
    kind: 'uptime',
    threshold: readThreshold({ above, below }, context),
    overMs: over,
  }),
);
