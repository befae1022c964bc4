/** Booleans, numbers, words of a fixed list and free text. */
import { leaf, Mismatch } from '../leaf.ts';
import type { Scalar, ScalarValue } from '../scalar.ts';

const NOT_BOOLEAN = /^(on|off|yes|no|y|n)$/i;

/** `true` or `false`; the words of YAML 1.1 are refused by name. */
export const bool = leaf('true or false', (scalar) => {
  if (typeof scalar.value === 'boolean') return scalar.value;
  if (scalar.expanded && (scalar.text === 'true' || scalar.text === 'false')) return scalar.text === 'true';
  if (NOT_BOOLEAN.test(scalar.text)) return new Mismatch(`write true or false, not ${scalar.text}`);
  return undefined;
});

/** The number a scalar stands for; text in quotes is none, unless it was interpolated. */
function toNumber(scalar: Scalar): number | null {
  if (typeof scalar.value === 'number') return Number.isFinite(scalar.value) ? scalar.value : null;
  if (scalar.expanded && /^[-+]?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(scalar.text)) return Number(scalar.text);
  return null;
}

/** Any finite number. */
export const number = leaf('a number', (scalar) => toNumber(scalar) ?? undefined);

/** A whole number within the limits. */
export function integer(min: number, max: number) {
  return leaf(`a whole number from ${min} to ${max}`, (scalar) => {
    const value = toNumber(scalar);
    return value !== null && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
  });
}

/** One of a list of words. */
export function oneOf<const W extends string>(words: readonly W[]) {
  return leaf(`one of ${words.join(', ')}`, (scalar) => words.find((word) => word === scalar.text));
}

/** Text as it stands in the source: `007` is `007`. `expected` names what it should be. */
export function text(expected = 'text', options: { empty?: boolean; secret?: boolean } = {}) {
  return leaf(
    expected,
    (scalar) => {
      if (scalar.blank && !scalar.quoted) return undefined;
      if (scalar.text === '' && !options.empty) return new Mismatch(`expected ${expected}, got empty text`);
      return scalar.text;
    },
    options,
  );
}

/** Text that fits a pattern. */
export function textLike(expected: string, pattern: RegExp, options: { secret?: boolean } = {}) {
  return leaf(expected, (scalar) => (pattern.test(scalar.text) ? scalar.text : undefined), options);
}

/** A scalar with the type it has in the file, for typed comparisons; interpolated ones are text. */
export const scalarValue = leaf<{ value: ScalarValue }>('text, a number, true, false or null', (scalar) =>
  typeof scalar.value === 'number' && !Number.isFinite(scalar.value) ? undefined : { value: scalar.value },
);

/** `[a-z0-9][a-z0-9-]*`, at most 200 characters, from the source text. */
export const id = leaf('an id of a-z, 0-9 and "-" that does not begin with "-"', (scalar) => {
  if (scalar.text.length > 200) return new Mismatch('an id has at most 200 characters');
  return /^[a-z0-9][a-z0-9-]*$/.test(scalar.text) ? scalar.text : undefined;
});
