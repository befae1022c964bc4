/**
 * What a group of subjects says to one notifier, and when. Pure; times are epoch milliseconds.
 * The first word about a subject waits `groupWaitMs`, so that what breaks together is one popup and what is
 * over by then is none; the word that all is over waits just as long, so that a flicker is not a recovery.
 */
import type { Severity } from '../../../shared/domain/severity.ts';

/** A subject in a group, with the start of its problem. */
export interface GroupMember {
  subject: string;
  severity: Severity;
  since: number;
}

/** A popup that was shown and whose end has not been told. */
export interface OpenPopup {
  members: GroupMember[];
  /** The subjects among them that still fire. */
  firing: string[];
  /** When the recovery is due; null while something still fires. */
  recoveryDueAt: number | null;
}

export interface GroupState {
  /** Firing subjects that no popup has named, in the order in which they began. */
  waiting: GroupMember[];
  /** When the waiting ones are due, or null when none waits. */
  dueAt: number | null;
  popups: OpenPopup[];
}

export interface GroupNotification {
  kind: 'problem' | 'recovery';
  severity: Severity;
  members: GroupMember[];
}

export const emptyGroup: GroupState = { waiting: [], dueAt: null, popups: [] };

/** A subject's alert began to fire. */
export function groupFiring(
  group: GroupState,
  member: GroupMember,
  at: number,
  groupWaitMs: number,
): GroupState {
  const { subject } = member;
  if (group.popups.some((popup) => names(popup, subject))) {
    return { ...group, popups: group.popups.map((popup) => reopen(popup, subject)) };
  }
  if (group.waiting.some((waiting) => waiting.subject === subject)) return group;
  return {
    ...group,
    waiting: [...group.waiting, member],
    dueAt: group.dueAt ?? at + groupWaitMs,
  };
}

/** A subject's alert is over. */
export function groupResolved(
  group: GroupState,
  subject: string,
  at: number,
  groupWaitMs: number,
): GroupState {
  const waiting = group.waiting.filter((candidate) => candidate.subject !== subject);
  return {
    waiting,
    dueAt: waiting.length === 0 ? null : group.dueAt,
    popups: group.popups.map((popup) => {
      if (!popup.firing.includes(subject)) return popup;
      const firing = popup.firing.filter((candidate) => candidate !== subject);
      return { ...popup, firing, recoveryDueAt: firing.length === 0 ? at + groupWaitMs : null };
    }),
  };
}

/** A subject is gone (removed, disabled, paused): nothing more is said about it. */
export function groupForget(group: GroupState, subject: string, at: number, groupWaitMs: number): GroupState {
  const resolved = groupResolved(group, subject, at, groupWaitMs);
  return {
    ...resolved,
    popups: resolved.popups
      .map((popup) => ({ ...popup, members: popup.members.filter((member) => member.subject !== subject) }))
      .filter((popup) => popup.members.length > 0),
  };
}

/** What is due at `at`. */
export function groupDue(
  group: GroupState,
  at: number,
): { group: GroupState; notifications: GroupNotification[] } {
  const notifications: GroupNotification[] = [];
  let { waiting, dueAt, popups } = group;

  if (dueAt !== null && dueAt <= at && waiting.length > 0) {
    notifications.push({ kind: 'problem', severity: worstSeverity(waiting), members: waiting });
    popups = [
      ...popups,
      { members: waiting, firing: waiting.map(({ subject }) => subject), recoveryDueAt: null },
    ];
    waiting = [];
    dueAt = null;
  }

  const over = popups.filter(({ recoveryDueAt }) => recoveryDueAt !== null && recoveryDueAt <= at);
  if (over.length > 0) {
    popups = popups.filter((popup) => !over.includes(popup));
    notifications.push({
      kind: 'recovery',
      severity: 'info',
      members: over.flatMap(({ members }) => members),
    });
  }
  return { group: { waiting, dueAt, popups }, notifications };
}

/** When `groupDue` has something to say next, or null. */
export function nextGroupDue(group: GroupState): number | null {
  const times = [group.dueAt, ...group.popups.map(({ recoveryDueAt }) => recoveryDueAt)].filter(
    (time) => time !== null,
  );
  return times.length === 0 ? null : Math.min(...times);
}

function reopen(popup: OpenPopup, subject: string): OpenPopup {
  if (!names(popup, subject) || popup.firing.includes(subject)) return popup;
  return { ...popup, firing: [...popup.firing, subject], recoveryDueAt: null };
}

function names(popup: OpenPopup, subject: string): boolean {
  return popup.members.some((member) => member.subject === subject);
}

function worstSeverity(waiting: readonly { severity: Severity }[]): Severity {
  const order: Severity[] = ['critical', 'warning', 'info'];
  return order.find((severity) => waiting.some((one) => one.severity === severity)) ?? 'info';
}
