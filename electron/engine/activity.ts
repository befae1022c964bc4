/** One line of "what happened" from each kind of event. Pure; the same words whether told live or read later. */
import type { Activity, Mark, NotificationRecord } from '../../shared/contract/schemas.ts';
import type { UnknownReason } from '../../shared/domain/monitor-status.ts';
import type { State } from '../../shared/domain/state.ts';
import type { ComponentChange, PauseChange, StateChange } from './monitors/events.ts';

type Told<T> = Activity & { kind: T };

/** Watchpost's own coming and going says nothing about a target. */
export const NO_NEWS_REASONS: readonly UnknownReason[] = ['not-watching', 'not-run'];

/**
 * A state is worth a line when it differs from the last one that was known (null: none was), and good news only
 * after bad.
 */
export function isStateNews(
  { to, reason }: Pick<StateChange, 'to' | 'reason'>,
  known: State | null,
): boolean {
  if (to === 'unknown') return reason === null || !NO_NEWS_REASONS.includes(reason);
  return to === 'healthy' ? known === 'degraded' || known === 'unhealthy' : known !== to;
}

/** `unhealthy`, or why it is unknown; the message is the evidence. */
export function stateActivity(
  change: Pick<StateChange, 'monitorId' | 'at' | 'to' | 'reason' | 'message'>,
): Told<'state'> {
  const text =
    change.to === 'unknown' && change.reason ? `unknown: ${change.reason.replaceAll('-', ' ')}` : change.to;
  return {
    at: change.at,
    kind: 'state',
    monitorId: change.monitorId,
    state: change.to,
    text,
    evidence: change.message === '' ? null : change.message,
  };
}

/** A component is worth a line when it begins to fail and when that is over, not when it is first or no longer seen. */
export function isComponentNews({ from, to }: Pick<ComponentChange, 'from' | 'to'>): boolean {
  const failing = (state: State) => state === 'degraded' || state === 'unhealthy';
  return failing(to) || (to === 'healthy' && failing(from));
}

/** `redis unhealthy`, or `redis is no longer reported`. */
export function componentActivity(
  change: Pick<ComponentChange, 'monitorId' | 'at' | 'path' | 'to' | 'gone' | 'message'>,
): Told<'component'> {
  return {
    at: change.at,
    kind: 'component',
    monitorId: change.monitorId,
    state: change.to,
    text: change.gone ? `${change.path} is no longer reported` : `${change.path} ${change.to}`,
    evidence: change.message === '' ? null : change.message,
  };
}

export function markActivity({ at, kind, monitorId, text }: Mark): Activity {
  return { at, kind, monitorId, state: null, text, evidence: null };
}

const BECAME: Record<NotificationRecord['outcome'], string> = {
  shown: 'popup shown',
  window: 'popup shown only in the window',
  failed: 'popup not shown',
};

/** `popup shown`, with what it said. */
export function notificationActivity(notification: NotificationRecord): Told<'notification'> {
  const { at, subjects, outcome, title, detail } = notification;
  const [first = null, ...others] = subjects;
  return {
    at,
    kind: 'notification',
    monitorId: others.length === 0 ? first : null,
    state: null,
    text: `${BECAME[outcome]}: ${title}`,
    evidence: outcome === 'shown' ? null : detail,
  };
}

/** `paused`, `paused until …` is told by its time, or `resumed`. */
export function pauseActivity({
  monitorId,
  at,
  paused,
}: Pick<PauseChange, 'at' | 'paused'> & { monitorId: string | null }): Told<'pause'> {
  return { at, kind: 'pause', monitorId, state: null, text: paused ? 'paused' : 'resumed', evidence: null };
}
