import type { OutgoingNotification } from '../notify/notifier.ts';
import { holdOf } from './core/why-held.ts';
import { makeNotification, spoken } from './core/speak.ts';
import { outgoing, type Surroundings } from './outgoing.ts';

/**
 * What is to be said now in the place of a notification that was not delivered in time: how its subjects stand. Null
 * where there is nothing left to say: what it told of is over or held, or the end that it told of was none.
 * @param id of the new message, which says something else than the old one
 */
export function presentState(
  old: OutgoingNotification,
  around: Surroundings,
  id: string,
): OutgoingNotification | null {
  const { kind, channelId, subjects, rules } = old;
  const said = around.core.inspect((world) => {
    const channel = world.settings.notify.channels.find((one) => one.id === channelId);
    if (!channel || kind === 'test' || kind === 'report') return null;
    const firing = [...world.state.alerts.values()].filter(
      ({ rule, subject, alert }) =>
        alert.phase === 'firing' && subjects.includes(subject) && rules.includes(rule),
    );
    if (kind === 'recovery') return firing.length === 0 ? 'holds' : null;
    const tellable = firing.filter((record) => holdOf(world, record) === null);
    if (tellable.length === 0) return null;
    const alerts = tellable.map((record) => spoken(world, record));
    return makeNotification(world, channel, kind, alerts);
  });
  if (said === null) return null;
  return said === 'holds' ? { ...old, id, at: around.at } : { ...outgoing(said, around), id };
}
