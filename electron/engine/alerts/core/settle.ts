/** From firing alerts to what is said: holds, groups, digests, limits. */
import type { ChannelConfig } from '../../../../shared/config/model.ts';
import { flushDigests, flushOffline, planDigests } from './digest.ts';
import { NOTIFICATION_ORDER } from './effects.ts';
import { flushGroups, flushRecoveries, flushRepeats } from './flush.ts';
import { addEvent } from './incidents.ts';
import { updateMembership } from './membership.ts';
import { flushRate, limitRate } from './rate-limit.ts';
import type { Candidate, Said } from './speak.ts';
import { newChannel, type ChannelState } from './state.ts';
import { firingByKey, note, type World } from './world.ts';
import { holdOf, noteHold } from './why-held.ts';

export function channelState(world: World, id: string): ChannelState {
  const known = world.state.channels.get(id);
  if (known) return known;
  const fresh = newChannel();
  world.state.channels.set(id, fresh);
  return fresh;
}

/** Works out what each channel has to say now; whether anything moved that may move more. */
export function settle(world: World, said: Said): boolean {
  const firing = firingByKey(world);
  for (const alert of firing.values()) noteHold(world, alert, holdOf(world, alert));
  let moved = false;
  for (const channel of world.settings.notify.channels) {
    const state = channelState(world, channel.id);
    updateMembership(world, channel, state, firing);
    planDigests(world, channel, state);
    moved = flushChannel(world, channel, state, said) || moved;
  }
  return moved;
}

function flushChannel(world: World, channel: ChannelConfig, state: ChannelState, said: Said): boolean {
  const moved = [
    flushGroups(world, channel, state, said),
    flushRepeats(world, channel, state, said),
    flushRecoveries(world, channel, state, said),
    flushDigests(world, channel, state, said),
    flushOffline(world, channel, said),
  ];
  return moved.includes(true);
}

/** Puts what was said in order, through the limits, and hands it over. */
export function deliver(world: World, said: Said): void {
  const shown: Candidate[] = [];
  const place = ({ notification }: Candidate) => NOTIFICATION_ORDER.indexOf(notification.kind);
  for (const channel of world.settings.notify.channels) {
    const state = channelState(world, channel.id);
    const own = said.filter((candidate) => candidate.channel.id === channel.id);
    const queued = flushRate(world, channel, state);
    shown.push(
      ...queued,
      ...limitRate(
        world,
        state,
        own.toSorted((a, b) => place(a) - place(b)),
      ),
    );
    // What went over the limit just now may be due at once.
    shown.push(...flushRate(world, channel, state));
  }
  // What is of one kind stays in the order of the channels.
  for (const { notification, channel } of shown.toSorted((a, b) => place(a) - place(b))) {
    world.effects.notifications.push(notification);
    world.effects.dirty = true;
    for (const alert of notification.alerts) {
      note(world, alert, 'grouped', notification.root ?? '', `${channel.id}: said in a ${notification.kind}`);
    }
    for (const subject of notification.subjects) {
      addEvent(world, subject, 'notification', `${notification.kind} to ${channel.id}`);
    }
  }
}
