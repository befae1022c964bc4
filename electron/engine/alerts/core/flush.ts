/** Says what is due: first words, ends, repeats. */
import type { ChannelConfig } from '../../../../shared/config/model.ts';
import { SEVERITIES, type Severity } from '../../../../shared/domain/severity.ts';
import { GATE_NAME, gateFor, isAway } from './gates.ts';
import { openIncident } from './incidents.ts';
import { noteInhibited, readyAt } from './membership.ts';
import { FLAPPING_RULE } from './settings.ts';
import {
  makeNotification,
  isFlappingAlert,
  openPopup,
  spoken,
  wasShownCritical,
  type Said,
} from './speak.ts';
import type { AlertRecord, ChannelState, GroupState, OpenPopup } from './state.ts';
import { keyOf, note, ruleOf, type World } from './world.ts';
import { silenceOf } from './why-held.ts';

/** Alerts of a group that can be said now: known, and not told of too lately. */
export function sayable(world: World, state: ChannelState, group: GroupState): AlertRecord[] {
  return group.waiting.flatMap((key) => {
    const record = world.state.alerts.get(key);
    const ready = record?.alert.frozenSince === null && readyAt(world, state, key) <= world.at;
    return record && ready ? [record] : [];
  });
}

/** The first word about what waits; whether anything was said or held back. */
export function flushGroups(world: World, channel: ChannelConfig, state: ChannelState, said: Said): boolean {
  let moved = false;
  for (const [id, group] of state.groups) {
    if (group.dueAt === null || group.dueAt > world.at) continue;
    const records = sayable(world, state, group);
    if (records.length === 0) continue;
    moved = true;
    const first = group.lastAt === null;
    const done = new Set(records.map(keyOf));
    group.waiting = group.waiting.filter((key) => !done.has(key));
    group.dueAt = group.waiting.length === 0 ? null : group.dueAt;
    const passing = records.filter((record) => passGates(world, channel, state, record));
    const through = passing.filter((record) => !isInhibitedBeside(world, channel, record, passing));
    const flapping = through.filter(isFlappingAlert);
    const others = through.filter((record) => !isFlappingAlert(record));
    const urgent = others.some(
      ({ severity, subject }) => severity === 'critical' && !wasShownCritical(state, subject),
    );
    if (others.length > 0) say(first || urgent ? 'problem' : 'update', others, urgent);
    if (flapping.length > 0) say('flapping', flapping, false);
    if (through.length > 0) group.lastAt = world.at;

    function say(
      kind: 'problem' | 'update' | 'flapping',
      some: readonly AlertRecord[],
      isUrgent: boolean,
    ): void {
      const alerts = some.map((record) => spoken(world, record, state.groupsTold.get(keyOf(record)) ?? 0));
      const notification = makeNotification(world, channel, kind, alerts);
      const unseen = channel.kind === 'desktop' && isAway(world);
      openPopup(world, state, { notification, group: id, records: some, unseen });
      said.push({ channel, notification, urgent: isUrgent });
    }
  }
  return moved;
}

/** A critical of the same subject that is said at this very moment holds its warnings, as one said before does. */
function isInhibitedBeside(
  world: World,
  channel: ChannelConfig,
  record: AlertRecord,
  beside: readonly AlertRecord[],
): boolean {
  if (record.severity === 'critical' || isFlappingAlert(record)) return false;
  const critical = beside.find(
    ({ subject, severity, rule }) =>
      subject === record.subject && severity === 'critical' && rule !== FLAPPING_RULE,
  );
  if (!critical) return false;
  noteInhibited(world, channel, record, critical.rule);
  return true;
}

/** False where quiet hours or an absence keep the alert for a digest. */
function passGates(world: World, channel: ChannelConfig, state: ChannelState, record: AlertRecord): boolean {
  const gate = gateFor(world, channel, record.severity);
  if (gate === null) return true;
  state[gate].alerts.push(keyOf(record));
  note(world, record, 'held', GATE_NAME[gate], `${channel.id}: kept for the digest`);
  return false;
}

/** The ends of popups that are over; those of one group are one message. */
export function flushRecoveries(
  world: World,
  channel: ChannelConfig,
  state: ChannelState,
  said: Said,
): boolean {
  const over = state.popups.filter(({ overDueAt }) => overDueAt !== null && overDueAt <= world.at);
  if (over.length === 0) return false;
  state.popups = state.popups.filter((popup) => !over.includes(popup));
  world.effects.dirty = true;
  for (const [id, popups] of Map.groupBy(over, ({ group }) => group)) {
    const worth = popups.filter((popup) => isWorthTelling(world, channel, state, popup));
    const alerts = worth
      .flatMap(({ spoken: shown }) => shown)
      .filter((alert) => !ruleOf(world, alert)?.silentEnd);
    if (alerts.length === 0) continue;
    const ended = alerts.map((alert) => ({ ...alert, fires: false }));
    said.push({ channel, notification: makeNotification(world, channel, 'recovery', ended), urgent: false });
    const group = state.groups.get(id);
    if (group) group.lastAt = world.at;
  }
  return true;
}

function isWorthTelling(
  world: World,
  channel: ChannelConfig,
  state: ChannelState,
  popup: OpenPopup,
): boolean {
  if (popup.unseen) state.away.over.push(...popup.subjects);
  const loud = popup.spoken.filter((alert) => !ruleOf(world, alert)?.silentEnd);
  if (!channel.recovery || loud.length === 0) return false;
  const silences = loud.map((alert) => ({ alert, hold: silenceOf(world, alert) }));
  if (silences.every(({ hold }) => hold !== null)) {
    for (const { alert, hold } of silences) {
      note(
        world,
        alert,
        'silenced',
        hold?.by[0] ?? '',
        `${channel.id}: its end was not told, ${hold?.text ?? ''}`,
      );
    }
    return false;
  }
  const gate = gateFor(world, channel, popup.severity);
  if (gate === null) return true;
  state[gate].over.push(...popup.subjects);
  for (const alert of loud)
    note(world, alert, 'held', GATE_NAME[gate], `${channel.id}: its end is counted in the digest`);
  return false;
}

/** When an alert that a popup showed is said again; null where it is not. */
function repeatAt(world: World, key: string, popup: OpenPopup): number | null {
  const record = world.state.alerts.get(key);
  if (!record || record.alert.phase !== 'firing' || record.alert.frozenSince !== null || record.held !== '')
    return null;
  const every = world.settings.notify.repeatMs[record.severity];
  if (every === null || openIncident(world, record.subject)?.ack) return null;
  const ready = ruleOf(world, record);
  if (ready?.silentEnd) return null;
  const healthy = world.state.subjects.get(record.subject)?.view.state === 'healthy';
  if (ready && !ready.holdsIncident && healthy) return null;
  return saidLast(popup, record.severity) + every;
}

/** When a popup's alerts of a severity were said last. */
function saidLast({ saidAt, saidAgain }: OpenPopup, severity: Severity): number {
  return saidAgain?.[severity] ?? saidAt;
}

/** Those severities whose time has come begin it anew, whether something of them was said or not. */
function beginAnew({ settings, at }: World, popup: OpenPopup): void {
  for (const severity of SEVERITIES) {
    const every = settings.notify.repeatMs[severity];
    if (every !== null && saidLast(popup, severity) + every <= at)
      popup.saidAgain = { ...popup.saidAgain, [severity]: at };
  }
}

/** The earliest repeat of a popup, or null. */
export function popupRepeatAt(world: World, popup: OpenPopup): number | null {
  const times = popup.alerts.map((key) => repeatAt(world, key, popup)).filter((at) => at !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** What is said again; those of one group at once. */
export function flushRepeats(world: World, channel: ChannelConfig, state: ChannelState, said: Said): boolean {
  const shortest = Math.min(
    ...Object.values(world.settings.notify.repeatMs).map((every) => every ?? Infinity),
  );
  const due = state.popups.filter(
    (popup) => popup.saidAt + shortest <= world.at && (popupRepeatAt(world, popup) ?? Infinity) <= world.at,
  );
  for (const [id, popups] of Map.groupBy(due, ({ group }) => group)) {
    const keys = popups.flatMap((popup) =>
      popup.alerts.filter((key) => (repeatAt(world, key, popup) ?? Infinity) <= world.at),
    );
    const records = [...new Set(keys)].flatMap((key) => world.state.alerts.get(key) ?? []);
    for (const popup of popups) beginAnew(world, popup);
    world.effects.dirty = true;
    const through = records.filter((record) => isRepeatable(world, channel, record));
    if (through.length === 0) continue;
    const alerts = through.map((record) => spoken(world, record));
    said.push({ channel, notification: makeNotification(world, channel, 'repeat', alerts), urgent: false });
    const group = state.groups.get(id);
    if (group) group.lastAt = world.at;
  }
  return due.length > 0;
}

function isRepeatable(world: World, channel: ChannelConfig, record: AlertRecord): boolean {
  const gate = gateFor(world, channel, record.severity);
  if (gate !== null) note(world, record, 'held', GATE_NAME[gate], `${channel.id}: not repeated now`);
  return gate === null;
}
