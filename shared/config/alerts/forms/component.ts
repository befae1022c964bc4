import { text } from '../../values/plain.ts';
import { defineForm } from '../form.ts';
import { states } from './state.ts';

/** `{ component: "redis", state: [unhealthy] }`: the confirmed state of a part. */
export const componentForm = defineForm(
  'component',
  { component: text('a glob over component paths'), state: states.optional() },
  ({ component, state }) => ({ kind: 'component', glob: component, states: state ?? ['unhealthy'] }),
);
