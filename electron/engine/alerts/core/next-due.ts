/** When the core must be called again though nothing happens. */
import type { ChannelConfig } from '../../../../shared/config/model.ts';
import { flappingDue } from './flapping.ts';
import { popupRepeatAt } from './flush.ts';
import { isQuietTime, nextQuietChange } from './gates.ts';
import { readyAt } from './membership.ts';
import { rateDue } from './rate-limit.ts';
import type { ChannelState } from './state.ts';
import { firingAlerts, type World } from './world.ts';
import { holdOf } from './why-held.ts';

/** The earliest moment at which anything but an alert itself may change, or null. */
export function settleDue(world: World): number | null {
  const dues: (number | null)[] = [];
  for (const subject of world.state.subjects.values()) dues.push(flappingDue(subject));
  const firing = firingAlerts(world);
  for (const alert of firing) if (alert.held !== '') dues.push(holdOf(world, alert)?.dueAt ?? null);
  if (firing.length > 0) dues.push(nextSilence(world));
  for (const channel of world.settings.notify.channels) {
    const state = world.state.channels.get(channel.id);
    if (state) dues.push(...channelDues(world, channel, state));
  }
  const later = dues.filter((due) => due !== null);
  return later.length === 0 ? null : Math.min(...later);
}

/** A silence or a window that begins may catch what waits to be said. */
function nextSilence({ state, settings, at }: World): number | null {
  const wall = at + state.clockOffset;
  const edges = [
    ...state.silences.flatMap(({ from, until }) => [from, until ?? Infinity]),
    ...settings.maintenance.map(({ span }) => (span.nextChange(wall) ?? Infinity) - state.clockOffset),
  ].filter((edge) => edge > at && Number.isFinite(edge));
  return edges.length === 0 ? null : Math.min(...edges);
}

function channelDues(world: World, channel: ChannelConfig, state: ChannelState): (number | null)[] {
  const dues: (number | null)[] = [
    state.quiet.dueAt,
    state.away.dueAt,
    state.old.dueAt,
    rateDue(world, state),
  ];
  for (const { waiting, dueAt } of state.groups.values()) {
    if (dueAt === null) continue;
    const known = waiting.filter((key) => world.state.alerts.get(key)?.alert.frozenSince === null);
    const ready = known.map((key) => Math.max(dueAt, readyAt(world, state, key)));
    if (ready.length > 0) dues.push(Math.min(...ready));
  }
  for (const popup of state.popups) dues.push(popup.overDueAt, popupRepeatAt(world, popup));
  const kept = state.quiet.alerts.length + state.quiet.over.length;
  if (kept > 0 && isQuietTime(world)) dues.push(nextQuietChange(world));
  const offline = world.state.blind.get('offline');
  if (
    offline !== undefined &&
    channel.minSeverity === 'info' &&
    !world.state.offlineTold.includes(channel.id)
  ) {
    dues.push(offline + world.settings.notify.groupWaitMs);
  }
  return dues;
}
