/** What becomes of popups that were shown when their alerts freeze, flap or close. */
import { SEVERITIES } from '../../../../shared/domain/severity.ts';
import { FLAPPING_RULE } from './settings.ts';
import { alertKey, type OpenPopup } from './state.ts';
import { firingAlerts, ruleOf, type World } from './world.ts';

function allPopups({ state }: World): OpenPopup[] {
  return [...state.channels.values()].flatMap(({ popups }) => popups);
}

/** Time in which nothing was known does not count towards a repeat. */
export function thawPopups(world: World, key: string, frozenSince: number): void {
  for (const popup of allPopups(world)) {
    if (!popup.alerts.includes(key)) continue;
    const thawed = (at: number) => at + Math.max(0, world.at - Math.max(frozenSince, popup.thawedAt, at));
    popup.saidAt = thawed(popup.saidAt);
    for (const severity of SEVERITIES) {
      const again = popup.saidAgain?.[severity];
      if (again !== undefined) popup.saidAgain = { ...popup.saidAgain, [severity]: thawed(again) };
    }
    popup.thawedAt = world.at;
  }
}

/** Error groups of an alert that is over are told anew when it fires again. */
export function forgetTold({ state }: World, key: string): void {
  for (const channel of state.channels.values()) channel.groupsTold.delete(key);
}

function isBehindFlapping(world: World, key: string, subject: string): boolean {
  const [rule = '', of] = key.split('\n');
  return of === subject && ruleOf(world, { rule })?.behindFlapping === true;
}

/** A subject begins to flap: what was shown of it waits, with the flapping alert, for the end of all. */
export function absorb(world: World, subject: string): void {
  for (const popup of allPopups(world)) {
    const taken = popup.alerts.filter((key) => isBehindFlapping(world, key, subject));
    popup.alerts = popup.alerts.filter((key) => !taken.includes(key));
    popup.also.push(...taken);
  }
}

/** A subject has settled: what still fires is said anew, and its end is the end of the flapping popup too. */
export function releaseAfterFlapping(world: World, subject: string): void {
  const key = alertKey(FLAPPING_RULE, subject);
  const still = firingAlerts(world)
    .filter((alert) => alert.subject === subject && ruleOf(world, alert)?.behindFlapping)
    .map((alert) => alertKey(alert.rule, alert.subject));
  for (const popup of allPopups(world)) {
    if (popup.alerts.includes(key)) popup.also.push(...still.filter((one) => !popup.also.includes(one)));
  }
}

/** What waits to be said has become worse: it is put in line anew. */
export function requeue({ state }: World, key: string): void {
  for (const channel of state.channels.values()) {
    for (const group of channel.groups.values()) {
      group.waiting = group.waiting.filter((waiting) => waiting !== key);
    }
  }
}

/** A subject or rule is gone: nothing more is said about it. */
export function forgetAlerts({ state }: World, gone: (key: string) => boolean): void {
  const kept = (key: string) => !gone(key);
  for (const channel of state.channels.values()) {
    for (const group of channel.groups.values()) group.waiting = group.waiting.filter(kept);
    for (const popup of channel.popups) {
      popup.alerts = popup.alerts.filter(kept);
      popup.also = popup.also.filter(kept);
      popup.spoken = popup.spoken.filter(({ rule, subject }) => kept(alertKey(rule, subject)));
      popup.subjects = popup.subjects.filter((id) => popup.spoken.some(({ subject }) => subject === id));
    }
    channel.popups = channel.popups.filter(({ subjects }) => subjects.length > 0);
    for (const held of [channel.quiet, channel.away]) held.alerts = held.alerts.filter(kept);
  }
}
