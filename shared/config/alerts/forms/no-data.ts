import { duration } from '../../values/duration.ts';
import { defineForm } from '../form.ts';

/** `{ no_data: 10m }`. */
export const noDataForm = defineForm(
  'no_data',
  { no_data: duration({ minMs: 1_000 }) },
  ({ no_data: afterMs }) => ({
    kind: 'no_data',
    afterMs,
  }),
);
