/** The desktop's limit: so many popups in so much time, beyond it one summary. */
import type { ChannelConfig } from '../../../../shared/config/model.ts';
import { worstOf } from './incidents.ts';
import { makeNotification, spoken, type Candidate } from './speak.ts';
import type { ChannelState } from './state.ts';
import { keyOf, note, type World } from './world.ts';

/** A critical subject that was not named gets through at most this often. */
const CRITICAL_EVERY_MS = 30_000;

const unique = (list: readonly string[]): string[] => [...new Set(list)];

/** What of these is shown now; the rest waits for its turn or for the summary. */
export function limitRate(world: World, state: ChannelState, candidates: readonly Candidate[]): Candidate[] {
  const shown: Candidate[] = [];
  for (const candidate of candidates) {
    // What names nobody would be missing in the summary.
    const isLimited = candidate.channel.kind === 'desktop' && candidate.notification.subjects.length > 0;
    if (!isLimited) shown.push(candidate);
    else if (hasRoom(world, state)) shown.push(pass(world, state, candidate));
    else if (candidate.urgent && mayPassUrgently(world, state)) {
      state.rate.lastCriticalAt = world.at;
      shown.push(pass(world, state, candidate));
    } else hold(world, state, candidate);
  }
  return shown;
}

function hasRoom(world: World, { rate }: ChannelState): boolean {
  const { popups, perMs } = world.settings.notify.rateLimit;
  rate.times = rate.times.filter((at) => at > world.at - perMs);
  return rate.times.length < popups;
}

function mayPassUrgently({ at }: World, { rate }: ChannelState): boolean {
  return rate.lastCriticalAt === null || at - rate.lastCriticalAt >= CRITICAL_EVERY_MS;
}

function pass(world: World, { rate }: ChannelState, candidate: Candidate): Candidate {
  rate.times.push(world.at);
  return candidate;
}

function hold(world: World, { rate }: ChannelState, { channel, notification, urgent }: Candidate): void {
  const { subjects, rules, severity, kind, alerts } = notification;
  world.effects.dirty = true;
  for (const alert of alerts) {
    note(
      world,
      alert,
      'held',
      'rate_limit',
      `${channel.id}: too many popups, ${urgent ? 'waits for its turn' : 'counted in the summary'}`,
    );
  }
  if (urgent) {
    rate.queue = { alerts: unique([...rate.queue.alerts, ...alerts.map(keyOf)]) };
    return;
  }
  const before = rate.backlog;
  rate.backlog = {
    subjects: unique([...(before?.subjects ?? []), ...subjects]),
    rules: unique([...(before?.rules ?? []), ...rules]),
    severity: worstOf([before?.severity ?? 'info', severity]),
    over: (before?.over ?? 0) + (kind === 'recovery' ? subjects.length : 0),
  };
}

/** When the limit has something to say next, or null. */
export function rateDue(world: World, { rate }: ChannelState): number | null {
  const { perMs } = world.settings.notify.rateLimit;
  const dues = [
    rate.queue.alerts.length > 0 ? (rate.lastCriticalAt ?? world.at) + CRITICAL_EVERY_MS : null,
    rate.backlog ? (rate.summaryAt === null ? world.at : rate.summaryAt + perMs) : null,
  ].filter((due) => due !== null);
  return dues.length === 0 ? null : Math.min(...dues);
}

/** The critical ones whose turn it is, as one popup, and the summary; both past the limit. */
export function flushRate(world: World, channel: ChannelConfig, state: ChannelState): Candidate[] {
  const { rate } = state;
  const due: Candidate[] = [];
  if (rate.queue.alerts.length > 0 && mayPassUrgently(world, state)) {
    const records = rate.queue.alerts.flatMap((key) => world.state.alerts.get(key) ?? []);
    const alerts = records
      .filter(({ alert }) => alert.phase === 'firing')
      .map((record) => spoken(world, record));
    rate.queue = { alerts: [] };
    world.effects.dirty = true;
    if (alerts.length > 0) {
      rate.lastCriticalAt = world.at;
      const notification = makeNotification(world, channel, 'problem', alerts);
      due.push(pass(world, state, { channel, notification, urgent: true }));
    }
  }
  const { perMs } = world.settings.notify.rateLimit;
  if (rate.backlog && (rate.summaryAt === null || world.at - rate.summaryAt >= perMs)) {
    const { subjects, rules, severity, over } = rate.backlog;
    const notification = makeNotification(world, channel, 'summary', [], { subjects, severity, over });
    due.push({ channel, notification: { ...notification, rules }, urgent: false });
    rate.backlog = null;
    rate.summaryAt = world.at;
    world.effects.dirty = true;
  }
  return due;
}
