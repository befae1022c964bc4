/** Makes notifications of alerts, and remembers what was said. */
import type { ChannelConfig } from '../../../../shared/config/model.ts';
import type { CoreNotification, NotificationWord, SpokenAlert } from './effects.ts';
import { rank, worstOf } from './incidents.ts';
import { FLAPPING_RULE, groupKey } from './settings.ts';
import type { AlertRecord, ChannelState, OpenPopup } from './state.ts';
import { keyOf, nextId, ruleOf, type World } from './world.ts';

/** A notification on its way through the limits of its channel. */
export interface Candidate {
  channel: ChannelConfig;
  notification: CoreNotification;
  /** A critical subject that was not named before: no limit holds it back for long. */
  urgent: boolean;
}

/** Everything that is said at this instant, in the order in which it came up. */
export type Said = Candidate[];

/** More subjects than this are counted behind a likely root. */
const LISTED = 3;

const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];

/** An alert as a notification speaks of it. */
export function spoken(world: World, record: AlertRecord, told = 0): SpokenAlert {
  const source = record.subject.startsWith('log:')
    ? world.state.sources.get(record.subject.slice('log:'.length))
    : undefined;
  const titles = source?.titles.get(record.rule);
  const count = (titles?.count ?? 0) - told;
  return {
    rule: record.rule,
    subject: record.subject,
    severity: record.severity,
    since: record.firedAt,
    value: record.value,
    titles: (titles?.newest ?? []).slice(-Math.max(0, count)),
    count,
    fires: true,
  };
}

/** Subjects whose alerts are held behind one of these. */
function heldBehind(world: World, subjects: readonly string[]): string[] {
  const held = new Set<string>();
  for (const record of world.state.alerts.values()) {
    if (record.alert.phase !== 'firing' || !record.held.startsWith('held ')) continue;
    const ancestors = world.settings.family.ancestors(record.subject);
    if (ancestors.some((id) => subjects.includes(id)) && !subjects.includes(record.subject))
      held.add(record.subject);
  }
  return [...held];
}

/** The subject with most others behind it; of equals the worst, then the earliest. */
function likelyRoot(world: World, alerts: readonly SpokenAlert[], held: readonly string[]): string | null {
  const subjects = unique(alerts.map(({ subject }) => subject));
  if (subjects.length > 1 && subjects.length <= LISTED && held.length === 0) return null;
  const others = [...subjects, ...held];
  const score = (id: string) =>
    others.filter((other) => world.settings.family.ancestors(other).includes(id)).length;
  const [first] = alerts.toSorted(
    (a, b) => score(b.subject) - score(a.subject) || rank(b.severity) - rank(a.severity) || a.since - b.since,
  );
  return first?.subject ?? null;
}

/** Puts a notification together. */
export function makeNotification(
  world: World,
  channel: ChannelConfig,
  kind: NotificationWord,
  alerts: readonly SpokenAlert[],
  more: { over?: number; subjects?: string[]; severity?: CoreNotification['severity'] } = {},
): CoreNotification {
  const subjects = more.subjects ?? unique(alerts.map(({ subject }) => subject));
  const counts =
    kind === 'problem' || kind === 'update' || kind === 'repeat' || kind === 'digest' || kind === 'flapping';
  const held = counts ? heldBehind(world, subjects) : [];
  return {
    id: nextId(world, 'n'),
    at: world.at,
    channel: channel.id,
    kind,
    severity: more.severity ?? worstOf(alerts.map(({ severity }) => severity)),
    subjects,
    root: counts ? likelyRoot(world, alerts, held) : null,
    held: held.length,
    rules: unique(alerts.map(({ rule }) => rule)),
    alerts: [...alerts],
    over: more.over ?? 0,
  };
}

/** Whether an open popup showed this subject as critical; that it flaps is another matter. */
export function wasShownCritical({ popups }: ChannelState, subject: string): boolean {
  return popups.some(({ spoken: alerts }) =>
    alerts.some(
      (alert) => alert.subject === subject && alert.severity === 'critical' && !isFlappingAlert(alert),
    ),
  );
}

/** Remembers a popup whose end is to be told. */
export function openPopup(
  world: World,
  channel: ChannelState,
  popup: { notification: CoreNotification; group: string; records: readonly AlertRecord[]; unseen: boolean },
): OpenPopup {
  const { notification, group, records, unseen } = popup;
  const opened: OpenPopup = {
    id: notification.id,
    group,
    alerts: records.map(keyOf),
    also: [],
    spoken: notification.alerts,
    subjects: notification.subjects,
    severity: notification.severity,
    saidAt: world.at,
    thawedAt: 0,
    overDueAt: null,
    unseen,
  };
  channel.popups.push(opened);
  for (const { rule, subject, count } of notification.alerts) {
    const silent = ruleOf(world, { rule })?.silentEnd;
    if (!silent) continue;
    const key = keyOf({ rule, subject });
    channel.groupsTold.set(key, (channel.groupsTold.get(key) ?? 0) + count);
    channel.errorGroupsAt.set(subject, world.at);
  }
  world.effects.dirty = true;
  return opened;
}

export const groupOf = (world: World, record: AlertRecord): string => groupKey(world.settings, record);

export const isFlappingAlert = ({ rule }: { rule: string }): boolean => rule === FLAPPING_RULE;
