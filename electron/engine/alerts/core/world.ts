/** What every part of the core works on during one call. */
import type { ReadyRule, Settings, SubjectFacts } from './settings.ts';
import { noEffects, type Decision, type Effects, type LedgerRow } from './effects.ts';
import { alertKey, newSubject, type AlertRecord, type CoreState, type SubjectState } from './state.ts';

export interface World {
  state: CoreState;
  settings: Settings;
  at: number;
  effects: Effects;
  /** Subjects of which something was seen at this instant. */
  touched: Set<string>;
}

export function newWorld(state: CoreState, settings: Settings): World {
  return { state, settings, at: state.at, effects: noEffects(), touched: new Set() };
}

/** The time that people see. */
export const wallTime = ({ state, at }: World): number => at + state.clockOffset;

export function subjectState(world: World, id: string): SubjectState {
  const known = world.state.subjects.get(id);
  if (known) return known;
  const fresh = newSubject(world.at);
  world.state.subjects.set(id, fresh);
  return fresh;
}

export function factsOf(world: World, id: string): SubjectFacts | undefined {
  return world.settings.subjects.get(id);
}

export function ruleOf(world: World, alert: { rule: string }): ReadyRule | undefined {
  return world.settings.byId.get(alert.rule);
}

/** Nothing runs: asleep, held up, or Watchpost is not there. No timer goes off then. */
export function isStopped({ blind }: Pick<CoreState, 'blind'>): boolean {
  return blind.has('asleep') || blind.has('stalled') || blind.has('down');
}

/** Nothing is to be learnt of this subject now: nothing runs, offline, its zone silent. */
export function isBlind({ state, settings }: World, id: string): boolean {
  const { blind } = state;
  if (blind.size === 0) return false;
  if (isStopped(state)) return true;
  const monitor = settings.subjects.get(id)?.monitor;
  if (!monitor) return false;
  if (blind.has('offline') && !monitor.local) return true;
  return monitor.network !== null && blind.has(`zone\n${monitor.network}`);
}

/** Alerts that fire, in the order of rules and subjects in which they began. */
export function firingAlerts({ state }: World): AlertRecord[] {
  const firing: AlertRecord[] = [];
  for (const record of state.alerts.values()) if (record.alert.phase === 'firing') firing.push(record);
  return firing;
}

/** The same by their keys, for whoever looks at thousands of them again and again. */
export function firingByKey({ state }: World): ReadonlyMap<string, AlertRecord> {
  const firing = new Map<string, AlertRecord>();
  for (const [key, record] of state.alerts) if (record.alert.phase === 'firing') firing.set(key, record);
  return firing;
}

export const keyOf = ({ rule, subject }: { rule: string; subject: string }): string =>
  alertKey(rule, subject);

export function isFiring({ state }: World, key: string): boolean {
  return state.alerts.get(key)?.alert.phase === 'firing';
}

export function note(
  world: World,
  alert: { rule: string; subject: string },
  decision: Decision,
  by: string,
  text: string,
): void {
  const row: LedgerRow = { at: world.at, subject: alert.subject, rule: alert.rule, decision, by, text };
  world.effects.ledger.push(row);
  world.effects.dirty = true;
}

export function nextId(world: World, prefix: string): string {
  world.state.sequence += 1;
  const { sequence, run } = world.state;
  return [`${prefix}${world.at.toString(36)}`, sequence, ...(run === '' ? [] : [run])].join('-');
}
