import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../../shared/config/values/duration.ts';

/** Option parsers: what they refuse is wrong usage, told with the option's name. */

/** Collects an option that may be given many times. */
export const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

/** One of some words. */
export function oneOf<T extends string>(...words: readonly T[]): (value: string) => T {
  return (value) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new InvalidArgumentError(`Expected one of ${words.join(', ')}.`);
    return found;
  };
}

/** A whole number within limits. */
export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d+$/u.test(value) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most)) {
      throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
    }
    return number;
  };
}

/** A duration as the configuration has them, in milliseconds. */
export function durationOption(value: string): number {
  const ms = parseDuration(value);
  if (ms === null || ms <= 0) throw new InvalidArgumentError('Expected a duration such as 30s, 1h30m or 7d.');
  return ms;
}
