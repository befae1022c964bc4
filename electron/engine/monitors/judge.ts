/** From what a check found to what may be believed of it. Pure, with a serialisable memory. */
import type { MonitorBase } from '../../../shared/config/model.ts';
import type { CheckOutcome, FailureKind } from '../../../shared/domain/check-result.ts';
import type { UnknownReason } from '../../../shared/domain/monitor-status.ts';
import { followStart, NO_GRACE, type GraceMemory } from './grace.ts';
import { limited, NOT_LIMITED, type RateLimitMemory } from './rate-limit.ts';

export interface JudgeMemory {
  rateLimit: RateLimitMemory;
  grace: GraceMemory;
}

/** Before the first result. */
export const NO_MEMORY: JudgeMemory = { rateLimit: NOT_LIMITED, grace: NO_GRACE };

/** What was the matter with Watchpost, the machine and the network while the check ran. */
export interface Circumstances {
  interrupted: 'asleep' | 'stalled' | null;
  network: 'usable' | 'offline' | 'zone-offline';
  /** The target is this machine. */
  loopback: boolean;
  /** The body shows that the service was restarted since the check before. */
  restarted: boolean;
}

/** A finished check. Wall times. */
export interface Finished {
  outcome: CheckOutcome;
  startedAt: number;
  endedAt: number;
}

export interface Judgement {
  outcome: CheckOutcome;
  /** Set exactly when the state is unknown. */
  reason: UnknownReason | null;
  memory: JudgeMemory;
}

type Settings = Pick<MonitorBase, 'absent' | 'graceMs' | 'intervalMs'>;

/** Failures for which the network may be to blame, so that it is judged first. */
export function isTransportFailure(failure: FailureKind | null): boolean {
  return failure === 'transport' || failure === 'timeout' || failure === 'refused';
}

/** How long a result holds from its start on: two intervals and the timeout. */
export function holdsFor({ intervalMs, timeoutMs }: Pick<MonitorBase, 'intervalMs' | 'timeoutMs'>): number {
  return 2 * intervalMs + timeoutMs;
}

/** Judges one finished check; what cannot be blamed on the target becomes unknown, with its reason. */
export function judge(
  before: JudgeMemory,
  finished: Finished,
  circumstances: Circumstances,
  settings: Settings,
): Judgement {
  const excuse = findExcuse(finished.outcome, circumstances);
  if (excuse) return { ...excuse, memory: before };
  const { outcome, startedAt } = finished;
  const refused = outcome.failure === 'refused';
  const { memory: grace, starting } = followStart(
    before.grace,
    {
      at: startedAt,
      refused,
      restarted: circumstances.restarted,
      working: outcome.state === 'healthy' || outcome.state === 'degraded',
    },
    settings.graceMs,
  );
  if (outcome.failure === 'rate-limited') {
    const rateLimit = limited(before.rateLimit, {
      ...finished,
      retryAfterMs: outcome.retryAfterMs,
      intervalMs: settings.intervalMs,
    });
    return { ...unknown(outcome, 'rate-limited', outcome.message), memory: { grace, rateLimit } };
  }
  const memory: JudgeMemory = { grace, rateLimit: NOT_LIMITED };
  if (refused && circumstances.loopback && settings.absent === 'unknown') {
    return { ...unknown(outcome, 'not-running', 'not running'), memory };
  }
  if (outcome.state === 'unknown') return { outcome, reason: 'said-unknown', memory };
  if (outcome.state === 'unhealthy' && starting) {
    const message = outcome.message ? `starting: ${outcome.message}` : 'starting';
    return { outcome: { ...outcome, state: 'degraded', message }, reason: null, memory };
  }
  return { outcome, reason: null, memory };
}

type Excuse = Pick<Judgement, 'outcome' | 'reason'>;

/** Why the result says nothing about the target, or null. */
function findExcuse(outcome: CheckOutcome, { interrupted, network, loopback }: Circumstances): Excuse | null {
  if (interrupted === 'asleep') return unmeasured(outcome, 'asleep', 'the machine was asleep');
  if (interrupted === 'stalled') return unmeasured(outcome, 'stalled', 'Watchpost was held up');
  if (network === 'zone-offline')
    return unknown(outcome, 'zone-offline', 'the network zone is not reachable');
  if (network === 'offline' && !loopback && isTransportFailure(outcome.failure)) {
    return unknown(outcome, 'offline', 'this machine is offline');
  }
  return null;
}

/** Components of an answer that is not believed are not believed either. */
function unknown(outcome: CheckOutcome, reason: UnknownReason, message: string): Excuse {
  const unread = { components: [], dialect: null, because: null };
  return { outcome: { ...outcome, ...unread, state: 'unknown', message }, reason };
}

/** The time such a check took says nothing either. */
function unmeasured(outcome: CheckOutcome, reason: UnknownReason, message: string): Excuse {
  const excuse = unknown(outcome, reason, message);
  return { ...excuse, outcome: { ...excuse.outcome, latencyMs: null, phases: null } };
}
