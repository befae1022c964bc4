/** Which firing alerts wait to be said on a channel. */
import type { ChannelConfig } from '../../../../shared/config/model.ts';
import { NEW_GROUP_MS } from '../conditions/log-group.ts';
import { matches } from '../match.ts';
import { isFlapping } from './flapping.ts';
import { rank } from './incidents.ts';
import { attributes, FLAPPING_RULE } from './settings.ts';
import { groupOf, spoken, wasShownCritical } from './speak.ts';
import type { AlertRecord, ChannelState, GroupState, OpenPopup } from './state.ts';
import { isFiring, keyOf, note, ruleOf, type World } from './world.ts';

/** What was said already is not held back any more. */
const NONE: ReadonlyMap<string, string> = new Map();

/** Brings groups and popups of a channel in line with what fires. */
export function updateMembership(
  world: World,
  channel: ChannelConfig,
  state: ChannelState,
  firing: ReadonlyMap<string, AlertRecord>,
): void {
  const criticals = notifiedCriticals(world, state);
  // In a storm there are thousands of them: each is looked up, never searched for.
  const shown = new Set(state.popups.flatMap(({ alerts }) => alerts));
  const eligible = new Set<string>();
  for (const [key, record] of firing) {
    if (isEligible(world, channel, record, shown.has(key) ? NONE : criticals)) eligible.add(key);
  }
  for (const group of state.groups.values()) {
    for (const key of group.waiting) if (!firing.has(key)) noteUnseen(world, channel, key);
    group.waiting = group.waiting.filter((key) => eligible.has(key));
    if (group.waiting.length === 0) group.dueAt = null;
  }
  const waiting = [...state.groups.values()].flatMap((group) => group.waiting);
  const kept = new Set([...waiting, ...state.quiet.alerts, ...state.away.alerts]);
  for (const [key, record] of firing) {
    if (!eligible.has(key) || kept.has(key)) continue;
    if (!shown.has(key) || hasMore(world, state, record)) enqueue(world, state, record);
  }
  for (const popup of state.popups) followEnd(world, popup);
  for (const held of [state.quiet, state.away]) {
    const over = held.alerts.filter((key) => !isFiring(world, key));
    // What nobody may be told of now is no news for the digest either; it gets in line anew once it is.
    held.alerts = held.alerts.filter((key) => eligible.has(key));
    held.over.push(...over.map((key) => key.split('\n')[1] ?? ''));
  }
  for (const [key, group] of state.groups) {
    if (group.waiting.length === 0 && !state.popups.some((popup) => popup.group === key))
      state.groups.delete(key);
  }
}

/** An alert that is over before it was said is recorded, not shown. */
function noteUnseen(world: World, channel: ChannelConfig, key: string): void {
  const [rule = '', subject = ''] = key.split('\n');
  note(world, { rule, subject }, 'dropped', '', `${channel.id}: over before it was shown`);
}

/** Critical alerts that this channel has shown, that fire and that nothing holds: by subject, the rule. */
function notifiedCriticals(world: World, { popups }: ChannelState): Map<string, string> {
  const criticals = new Map<string, string>();
  for (const key of popups.flatMap(({ alerts }) => alerts)) {
    const record = world.state.alerts.get(key);
    if (record?.alert.phase === 'firing' && record.severity === 'critical' && record.held === '') {
      criticals.set(record.subject, record.rule);
    }
  }
  return criticals;
}

function isEligible(
  world: World,
  channel: ChannelConfig,
  record: AlertRecord,
  criticals: ReadonlyMap<string, string>,
): boolean {
  if (record.held !== '' || rank(record.severity) < rank(channel.minSeverity)) return false;
  if (channel.match && !matches(channel.match, attributes(world.settings, record))) return false;
  const critical = criticals.get(record.subject);
  const inhibited = critical !== undefined && record.severity !== 'critical' && record.rule !== FLAPPING_RULE;
  const before = record.notes.get(channel.id) ?? '';
  if (!inhibited) {
    if (before !== '') record.notes.delete(channel.id);
    return true;
  }
  noteInhibited(world, channel, record, critical);
  return false;
}

/** Writes down, once for all channels, that a critical alert of the subject says it already. */
export function noteInhibited(
  world: World,
  channel: ChannelConfig,
  record: AlertRecord,
  critical: string,
): void {
  const reason = `inhibited ${critical}`;
  const told = [...record.notes.values()].includes(reason);
  record.notes.set(channel.id, reason);
  if (!told) note(world, record, 'inhibited', critical, `${critical} says it already`);
}

/** More error groups than were told of. */
function hasMore(world: World, state: ChannelState, record: AlertRecord): boolean {
  return spoken(world, record, state.groupsTold.get(keyOf(record)) ?? 0).count > 0;
}

function enqueue(world: World, state: ChannelState, record: AlertRecord): void {
  const { groupWaitMs, groupIntervalMs } = world.settings.notify;
  const id = groupOf(world, record);
  const group: GroupState = state.groups.get(id) ?? { waiting: [], dueAt: null, lastAt: null };
  state.groups.set(id, group);
  group.waiting.push(keyOf(record));
  const fresh = group.lastAt === null;
  const urgent = record.severity === 'critical' && !wasShownCritical(state, record.subject);
  const due = fresh
    ? (group.dueAt ?? world.at + groupWaitMs)
    : urgent
      ? world.at + groupWaitMs
      : Math.max(world.at, (group.lastAt ?? world.at) + groupIntervalMs);
  group.dueAt = group.dueAt === null ? due : Math.min(group.dueAt, due);
  world.effects.dirty = true;
}

/** When a waiting alert may be said at the earliest: error groups once in a quarter of an hour for each source. */
export function readyAt(world: World, state: ChannelState, key: string): number {
  const record = world.state.alerts.get(key);
  if (!record || !ruleOf(world, record)?.silentEnd) return -Infinity;
  const last = state.errorGroupsAt.get(record.subject);
  return last === undefined ? -Infinity : last + NEW_GROUP_MS;
}

/** A popup is over when nothing that it showed still fires. */
function followEnd(world: World, popup: OpenPopup): void {
  const on = [...popup.alerts, ...popup.also].some((key) => isOn(world, key));
  if (on === (popup.overDueAt === null)) return;
  popup.overDueAt = on ? null : world.at + world.settings.notify.groupWaitMs;
  world.effects.dirty = true;
}

/** Fires, or is held by flapping and may fire again at any moment. */
function isOn(world: World, key: string): boolean {
  if (isFiring(world, key)) return true;
  const [rule = '', id = ''] = key.split('\n');
  const subject = world.state.subjects.get(id);
  return subject !== undefined && isFlapping(subject) && ruleOf(world, { rule })?.behindFlapping === true;
}
