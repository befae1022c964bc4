import { z } from 'zod';
import { entriesOf } from '../fields.ts';
import { Scalar } from '../scalar.ts';
import { listOf } from '../fields.ts';
import { text } from '../values/plain.ts';

/** A glob or a list of globs. */
const globs = z.preprocess(
  (input) => (input instanceof Scalar && !input.blank ? [input] : input),
  listOf(text('a glob in quotes'), { min: 1 }),
);

/** Which subjects something applies to: monitor, group, kind, environment, severity, rule or any label. */
export const match = entriesOf(globs);
