import { duration } from '../../values/duration.ts';
import { defineForm } from '../form.ts';
import { readThreshold, sides } from '../threshold.ts';
import { yes } from './yes.ts';

/** `{ cert_expires: true, below: 14d }`. */
export const certExpiresForm = defineForm(
  'cert_expires',
  { cert_expires: yes, ...sides(duration()) },
  ({ above, below }, context) => ({
    kind: 'cert_expires',
    threshold: readThreshold({ above, below }, context),
  }),
);

/** `{ file_age: true, above: 26h }`. */
export const fileAgeForm = defineForm(
  'file_age',
  { file_age: yes, ...sides(duration()) },
  ({ above, below }, context) => ({ kind: 'file_age', threshold: readThreshold({ above, below }, context) }),
);
