import type { Confirm } from '../../../shared/config/model.ts';
import type { Component } from '../../../shared/domain/check-result.ts';
import type { State } from '../../../shared/domain/state.ts';
import { loseSight, observe, UNCONFIRMED, type Confirmation } from './confirmation.ts';

/** What is known of one component of a monitor. */
export interface ComponentMemory {
  path: string;
  critical?: boolean;
  confirmation: Confirmation;
  /** Answers in a row that named other parts but not this one. */
  missing: number;
}

/** A confirmed change of one component. */
export interface ComponentTransition {
  path: string;
  from: State;
  to: State;
  /** Start of the first result of the run that led to `to`. */
  since: number;
  message: string;
  /** True when answers no longer name the component; it is forgotten. */
  gone: boolean;
}

/** What one result says about components. */
export interface ComponentReading {
  /** Null when no body was read: nothing is known of any component then. */
  components: readonly Component[] | null;
  at: number;
}

/**
 * Confirms components as the monitor's own state is confirmed. A new one starts from unknown. One that an answer
 * does not name is unknown from that answer on, and forgotten after as many such answers as a failure needs.
 */
export function observeComponents(
  before: readonly ComponentMemory[],
  reading: ComponentReading,
  confirm: Confirm,
): { components: ComponentMemory[]; transitions: ComponentTransition[] } {
  const named = new Map(reading.components?.map((component) => [component.path, component]));
  const components: ComponentMemory[] = [];
  const transitions: ComponentTransition[] = [];

  for (const memory of before) {
    const component = named.get(memory.path);
    named.delete(memory.path);
    const after = component
      ? present(memory, component, reading.at, confirm)
      : absent(memory, reading.components !== null, reading.at);
    const gone = after.missing >= Math.max(1, confirm.failures);
    if (!gone) components.push(after);
    if (gone || after.confirmation.state !== memory.confirmation.state) {
      transitions.push(transition(memory, after, reading.at, gone));
    }
  }
  for (const component of named.values()) {
    const fresh: ComponentMemory = { path: component.path, confirmation: UNCONFIRMED, missing: 0 };
    const after = present(fresh, component, reading.at, confirm);
    components.push(after);
    if (after.confirmation.state !== 'unknown') transitions.push(transition(fresh, after, reading.at, false));
  }
  return { components, transitions };
}

/** Components with their confirmed states, as a status shows them. */
export function confirmedComponents(memories: readonly ComponentMemory[]): Component[] {
  return memories.map(({ path, critical, confirmation }) => ({
    path,
    state: confirmation.state,
    ...(confirmation.message && { message: confirmation.message }),
    ...(critical !== undefined && { critical }),
  }));
}

function present(
  memory: ComponentMemory,
  { path, state, message = '', critical }: Component,
  at: number,
  confirm: Confirm,
): ComponentMemory {
  const confirmation = observe(memory.confirmation, { state, at, message }, confirm);
  return { path, confirmation, missing: 0, ...(critical !== undefined && { critical }) };
}

function absent(memory: ComponentMemory, othersNamed: boolean, at: number): ComponentMemory {
  return {
    ...memory,
    confirmation: loseSight(memory.confirmation, at, ''),
    missing: othersNamed ? memory.missing + 1 : memory.missing,
  };
}

function transition(
  before: ComponentMemory,
  after: ComponentMemory,
  at: number,
  gone: boolean,
): ComponentTransition {
  return {
    path: before.path,
    from: before.confirmation.state,
    to: after.confirmation.state,
    since: after.confirmation.since ?? at,
    message: after.confirmation.message,
    gone,
  };
}
