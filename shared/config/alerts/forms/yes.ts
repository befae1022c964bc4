import { leaf, Mismatch } from '../../leaf.ts';

/** The value of a key that only names its form. */
export const yes = leaf<true>('true', (scalar) =>
  scalar.value === true || (scalar.expanded && scalar.text === 'true')
    ? true
    : scalar.value === false
      ? new Mismatch('write true, or leave the rule out')
      : undefined,
);
