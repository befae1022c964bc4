import { oneOrMore } from '../alerts/list-or-one.ts';
import { entriesOf } from '../fields.ts';
import { text } from '../values/plain.ts';

/**
 * Which alerts something applies to: monitor, group, kind, environment, severity, rule or any label, each with a glob
 * or a list of globs.
 */
export const match = entriesOf(oneOrMore(text('a glob in quotes')));
