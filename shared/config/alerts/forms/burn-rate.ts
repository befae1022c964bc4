import { fields } from '../../fields.ts';
import { leaf, Mismatch } from '../../leaf.ts';
import { duration } from '../../values/duration.ts';
import { parseRatio } from '../../values/ratio.ts';
import { defineForm } from '../form.ts';

/** 100 % leaves no budget that could burn. */
const objective = leaf('an objective below 100% such as "99.9%"', ({ text }) => {
  const ratio = parseRatio(text);
  if (ratio !== null && ratio > 0 && ratio < 1) return ratio;
  return /^\d+(\.\d+)?( ?%)?$/.test(text)
    ? new Mismatch(`an objective is above 0% and below 100%, got ${text}; there is no budget otherwise`)
    : undefined;
});

/** `{ burn_rate: { objective: 99.9%, window: 30d } }`; the rule becomes `ID/fast` and `ID/slow`. */
export const burnRateForm = defineForm(
  'burn_rate',
  { burn_rate: fields({ objective, window: duration({ minMs: 86_400_000 }) }) },
  ({ burn_rate: { objective, window } }) => ({
    kind: 'burn_rate',
    objective,
    windowMs: window,
    speed: 'fast',
  }),
);
