import type { Database } from 'better-sqlite3';
import { stateCode } from '../../history/pack.ts';
import type { ComponentChange, StateChange } from '../../monitors/events.ts';

/** Writes confirmed changes of monitors and their components. */
export function writeStates(db: Database) {
  const state = db.prepare(
    'INSERT INTO state_changes (monitor, at, since, state, reason, message) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const component = db.prepare(
    'INSERT INTO component_changes (monitor, path, at, since, state, message) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    state: (monitor: number, { at, since, to, reason, message }: StateChange) =>
      void state.run(monitor, at, since, stateCode(to), reason, message),
    component: (monitor: number, { path, at, since, to, gone, message }: ComponentChange) =>
      void component.run(monitor, path, at, since, gone ? null : stateCode(to), message),
  };
}
