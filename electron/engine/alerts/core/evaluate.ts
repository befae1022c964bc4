/** Evaluates rules and steps their alerts. */
import { nextAlertDue, inactiveAlert, stepAlert, type Alert, type AlertTransition } from '../alert.ts';
import type { Scene, Verdict } from '../conditions/condition-kind.ts';
import { judge } from '../conditions/registry.ts';
import { sourceState } from './log-intake.ts';
import { forgetTold, thawPopups } from './popups.ts';
import { incidentFired, incidentResolved } from './incidents.ts';
import { sourcesOf, type ReadyRule } from './settings.ts';
import { alertKey, type AlertRecord } from './state.ts';
import { factsOf, isBlind, note, subjectState, type World } from './world.ts';

/** What a rule says of a subject right now. */
export function verdictOf(world: World, { rule }: ReadyRule, subject: string): Verdict {
  return judge(rule.id, rule.when, sceneOf(world, subject));
}

function sceneOf(world: World, subject: string): Scene {
  const monitor = factsOf(world, subject)?.monitor ?? null;
  const ownSource = subject.startsWith('log:') ? subject.slice('log:'.length) : null;
  return {
    at: world.at,
    monitor: monitor ? subjectState(world, subject) : null,
    intervalMs: monitor?.intervalMs ?? 0,
    timeoutMs: monitor?.timeoutMs ?? 0,
    blind: isBlind(world, subject),
    sources(condition) {
      const ids = sourcesOf(condition, world.settings.sources.values());
      const own = ownSource !== null && ids.includes(ownSource) ? [ownSource] : ids;
      return own.map((id) => sourceState(world, id));
    },
  };
}

/** One evaluation of one rule for one subject. */
export function evaluate(world: World, ready: ReadyRule, subject: string): void {
  const { rule } = ready;
  const key = alertKey(rule.id, subject);
  const verdict = verdictOf(world, ready, subject);
  const before = world.state.alerts.get(key);
  const base = before?.alert ?? inactiveAlert(world.at);
  const { alert, transition } = stepAlert(base, verdict.holds, world.at, rule);
  if (base.frozenSince !== null && alert.frozenSince === null && base.phase === 'firing') {
    thawPopups(world, key, base.frozenSince);
  }
  if (alert.phase === 'inactive') {
    world.state.alerts.delete(key);
    if (before) world.effects.dirty = true;
  } else {
    const record = before ?? newRecord(ready, subject);
    if (!before || !isSame(record.alert, alert)) world.effects.dirty = true;
    record.alert = alert;
    record.severity = rule.severity;
    if (verdict.holds === true) record.value = verdict.value;
    if (!before) world.state.alerts.set(key, record);
  }
  setDue(world, key, verdict.dueAt, nextAlertDue(alert, rule));
  if (transition) follow(world, ready, subject, transition, before);
}

function isSame(a: Alert, b: Alert): boolean {
  return (
    a.phase === b.phase &&
    a.since === b.since &&
    a.clearSince === b.clearSince &&
    a.frozenSince === b.frozenSince
  );
}

function newRecord({ rule }: ReadyRule, subject: string): AlertRecord {
  return {
    rule: rule.id,
    subject,
    severity: rule.severity,
    alert: inactiveAlert(0),
    firedAt: 0,
    value: null,
    held: '',
    notes: new Map(),
  };
}

function setDue(world: World, key: string, ...dues: (number | null)[]): void {
  let due = Infinity;
  for (const one of dues) if (one !== null && one < due) due = one;
  if (due < Infinity) world.state.dues.set(key, due);
  else world.state.dues.delete(key);
}

function follow(
  world: World,
  ready: ReadyRule,
  subject: string,
  transition: AlertTransition,
  before: AlertRecord | undefined,
): void {
  const { rule } = ready;
  const name = factsOf(world, subject)?.name ?? subject;
  if (transition === 'firing') {
    const record = world.state.alerts.get(alertKey(rule.id, subject));
    if (!record) return;
    record.firedAt = world.at;
    note(world, record, 'fired', '', `${rule.id} fires for ${name}`);
    incidentFired(world, record);
  }
  if (transition === 'resolved' && before) {
    forgetTold(world, alertKey(rule.id, subject));
    if (ready.silentEnd) world.state.sources.get(subject.slice('log:'.length))?.titles.delete(rule.id);
    note(world, before, 'resolved', '', `${rule.id} is over for ${name}`);
    incidentResolved(world, before, 'is over');
  }
}

/** Evaluates all rules for what was touched, in the order of the file. */
export function evaluateTouched(world: World): void {
  for (const ready of world.settings.rules) {
    for (const subject of ready.subjects) {
      if (world.touched.has(subject) && !world.state.subjects.get(subject)?.closed)
        evaluate(world, ready, subject);
    }
  }
}

/** Evaluates what is due by time alone; whether there was anything. */
export function evaluateDue(world: World): boolean {
  const due: string[] = [];
  for (const [key, at] of world.state.dues) if (at <= world.at) due.push(key);
  for (const key of due) {
    world.state.dues.delete(key);
    const [rule = '', subject = ''] = key.split('\n');
    const ready = world.settings.byId.get(rule);
    if (ready && !world.state.subjects.get(subject)?.closed) evaluate(world, ready, subject);
    // A due time that is answered with itself would never let time go on.
    const again = world.state.dues.get(key);
    if (again !== undefined && again <= world.at) world.state.dues.delete(key);
  }
  return due.length > 0;
}
