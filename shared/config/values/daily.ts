import { oneOrMore } from '../alerts/list-or-one.ts';
import { DAYS, type Day } from '../alerts/model.ts';
import { oneOf, textLike } from './plain.ts';

/** A time of day, `00:00` to `23:59`. */
export const timeOfDay = textLike('a time such as "22:00"', /^([01]\d|2[0-3]):[0-5]\d$/);

/** Days of the week by their short English names. */
export const days = oneOrMore(oneOf(DAYS));

/** The days that are meant where none are said. */
export const EVERY_DAY: readonly Day[] = DAYS;
