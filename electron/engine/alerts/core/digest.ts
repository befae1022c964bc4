/** Digests: after quiet hours, after an absence, and of error groups that are old news. */
import type { ChannelConfig } from '../../../../shared/config/model.ts';
import { OFFLINE_RULE } from './settings.ts';
import { GATE_NAME, gateFor, isAway, isQuietTime, type Gate } from './gates.ts';
import { rank } from './incidents.ts';
import { makeNotification, openPopup, spoken, type Said } from './speak.ts';
import type { AlertRecord, ChannelState, HeldBack } from './state.ts';
import { keyOf, note, type World } from './world.ts';

/** The name of a digest among the groups: it names subjects of many. */
const DIGEST_GROUP = 'digest';

/** Sets and clears the times at which digests are due. */
export function planDigests(world: World, channel: ChannelConfig, state: ChannelState): void {
  const { quiet, away } = state;
  const quietLeft = quiet.alerts.length + quiet.over.length;
  quiet.dueAt = quietLeft > 0 && !isQuietTime(world) ? (quiet.dueAt ?? world.at) : null;
  if (channel.kind !== 'desktop') return;
  const awayLeft = away.alerts.length + away.over.length + state.popups.filter(({ unseen }) => unseen).length;
  const back = awayLeft > 0 && !isAway(world);
  away.dueAt = back ? (away.dueAt ?? world.at + world.settings.notify.groupWaitMs) : null;
}

/** Tells the digests that are due. */
export function flushDigests(world: World, channel: ChannelConfig, state: ChannelState, said: Said): boolean {
  let moved = false;
  for (const gate of ['quiet', 'away'] as const) {
    const held = state[gate];
    if (held.dueAt === null || held.dueAt > world.at) continue;
    moved = true;
    tell(world, channel, state, said, gate, held);
  }
  return flushOld(world, channel, state, said) || moved;
}

function tell(
  world: World,
  channel: ChannelConfig,
  state: ChannelState,
  said: Said,
  gate: Gate,
  held: HeldBack,
): void {
  const leads = gate === 'away' ? state.popups.filter(({ unseen }) => unseen) : [];
  const records = [...leads.flatMap(({ alerts }) => alerts), ...held.alerts].flatMap(
    (key) => world.state.alerts.get(key) ?? [],
  );
  const still = [...new Set(records)].filter(({ alert }) => alert.phase === 'firing');
  const over = new Set(held.over.filter((id) => !still.some(({ subject }) => subject === id)));
  state[gate] = { alerts: [], over: [], dueAt: null };
  for (const popup of leads) popup.unseen = false;
  world.effects.dirty = true;
  if (still.length === 0) {
    allOver(world, channel, gate, [...over]);
    return;
  }
  // The other gate may be closed: the digest then waits behind it, whole.
  const fresh = still.filter((record) => held.alerts.includes(keyOf(record)));
  const closed = still.every((record) => gateFor(world, channel, record.severity) !== null);
  const other = gateFor(world, channel, still[0]?.severity ?? 'info');
  if (closed && other !== null) {
    state[other].alerts.push(...fresh.map(keyOf));
    state[other].over.push(...over);
    return;
  }
  sayDigest(world, channel, state, said, { still, fresh, over: over.size });
}

function sayDigest(
  world: World,
  channel: ChannelConfig,
  state: ChannelState,
  said: Said,
  digest: { still: AlertRecord[]; fresh: AlertRecord[]; over: number },
): void {
  const ordered = digest.still.toSorted(
    (a, b) => rank(b.severity) - rank(a.severity) || a.firedAt - b.firedAt,
  );
  const alerts = ordered.map((record) => spoken(world, record, state.groupsTold.get(keyOf(record)) ?? 0));
  const notification = makeNotification(world, channel, 'digest', alerts, { over: digest.over });
  if (digest.fresh.length > 0) {
    const keys = new Set(digest.fresh.map(keyOf));
    const own = { ...notification, alerts: alerts.filter((alert) => keys.has(keyOf(alert))) };
    const subjects = [...new Set(own.alerts.map(({ subject }) => subject))];
    openPopup(world, state, {
      notification: { ...own, subjects },
      group: DIGEST_GROUP,
      records: digest.fresh,
      unseen: false,
    });
  }
  said.push({ channel, notification, urgent: false });
}

/** No popup for what is over: the ledger and a mark remember it. */
function allOver(world: World, channel: ChannelConfig, gate: Gate, over: readonly string[]): void {
  const subjects = [...new Set(over)];
  for (const subject of subjects) {
    note(
      world,
      { rule: '', subject },
      'dropped',
      GATE_NAME[gate],
      `${channel.id}: over before anybody could be told`,
    );
  }
  const text = `${subjects.length === 1 ? '1 problem' : `${subjects.length} problems`} came and went`;
  if (subjects.length > 0) world.effects.marks.push({ at: world.at, text });
}

/** Error groups that were old when they were read. */
function flushOld(world: World, channel: ChannelConfig, state: ChannelState, said: Said): boolean {
  const { old } = state;
  if (old.dueAt === null || old.dueAt > world.at) return false;
  state.old = { titles: [], sources: [], count: 0, dueAt: null };
  world.effects.dirty = true;
  const alerts = old.sources.map((subject, index) => ({
    rule: '',
    subject,
    severity: 'warning' as const,
    since: world.at,
    value: null,
    titles: index === 0 ? old.titles : [],
    count: index === 0 ? old.count : 0,
    fires: false,
  }));
  if (rank('warning') < rank(channel.minSeverity) || gateFor(world, channel, 'warning') !== null) return true;
  said.push({ channel, notification: makeNotification(world, channel, 'digest', alerts), urgent: false });
  return true;
}

/** One quiet line about being offline, for channels that want to hear of everything. */
export function flushOffline(world: World, channel: ChannelConfig, said: Said): boolean {
  const { state, settings } = world;
  const since = state.blind.get('offline');
  if (since === undefined) {
    state.offlineTold = [];
    return false;
  }
  const told = state.offlineTold.includes(channel.id);
  if (told || channel.minSeverity !== 'info' || world.at < since + settings.notify.groupWaitMs) return false;
  state.offlineTold.push(channel.id);
  world.effects.dirty = true;
  const notification = makeNotification(world, channel, 'offline', []);
  said.push({ channel, notification: { ...notification, rules: [OFFLINE_RULE] }, urgent: false });
  return true;
}
