import { STATES } from '../../../domain/state.ts';
import { oneOf } from '../../values/plain.ts';
import { defineForm } from '../form.ts';
import { oneOrMore } from '../list-or-one.ts';

export const states = oneOrMore(oneOf(STATES));

/** `{ state: unhealthy }` or a list: the confirmed state. */
export const stateForm = defineForm('state', { state: states }, ({ state }) => ({
  kind: 'state',
  states: state,
}));
