/** What one finished check changes: memory, confirmed states, news. Pure. */
import type { MonitorConfig } from '../../../shared/config/model.ts';
import type { CheckOutcome, CheckResult, ServiceFacts } from '../../../shared/domain/check-result.ts';
import type { LastCheck, UnknownReason } from '../../../shared/domain/monitor-status.ts';
import type { RanCheck } from './check-runner.ts';
import {
  confirmedComponents,
  observeComponents,
  type ComponentReading,
  type ComponentTransition,
} from './component-confirmation.ts';
import { loseSight, observe, type Confirmation } from './confirmation.ts';
import type { ComponentChange, ServiceEvent, StateChange } from './events.ts';
import { judge } from './judge.ts';
import type { MonitorMemory } from './memory.ts';

/**
 * What two readings of the process behind a service say: whether it was restarted, and what is worth telling.
 * `before` is null at the first reading; `at` is the wall time of the later one.
 */
export type CompareFacts = (
  before: (ServiceFacts & { at: number }) | null,
  after: ServiceFacts,
  at: number,
) => { restarted: boolean; events: Pick<ServiceEvent, 'kind' | 'text'>[] };

/** What changed in the confirmed view of a monitor. */
export interface Change {
  memory: MonitorMemory;
  state: StateChange | null;
  components: ComponentChange[];
}

export interface Taken extends Change {
  result: CheckResult;
  /** Null when the result can be trusted. */
  reason: UnknownReason | null;
  services: ServiceEvent[];
}

/** Judges a finished check and confirms what it says. `now` is the wall time of the decision. */
export function takeResult(
  before: MonitorMemory,
  monitor: MonitorConfig,
  ran: RanCheck,
  { recheck, now, compareFacts }: { recheck: boolean; now: number; compareFacts: CompareFacts },
): Taken {
  const at = ran.startedAt;
  const believed = ran.circumstances.interrupted === null;
  const seen = believed ? ran.outcome.service : null;
  const told = seen ? compareFacts(before.facts, seen, at) : { restarted: false, events: [] };
  const judgement = judge(before.judge, ran, { ...ran.circumstances, restarted: told.restarted }, monitor);
  const { outcome, reason } = judgement;
  const confirmation = observe(
    before.confirmation,
    { state: outcome.state, at, message: outcome.message },
    monitor.confirm,
  );
  const change = settle(before, monitor, now, {
    confirmation,
    reason,
    reading: { components: readComponents(outcome), at },
  });
  return {
    ...change,
    memory: {
      ...change.memory,
      judge: judgement.memory,
      last: lastCheck(outcome, at),
      // A body that leaves something out, as one of a failure may, does not take it back.
      facts: seen ? { ...stillKnown(before.facts, told.restarted), ...seen, at } : before.facts,
    },
    result: { ...outcome, monitorId: monitor.id, at, recheck },
    reason,
    services: told.events.map((event) => ({ ...event, monitorId: monitor.id, at })),
  };
}

/** Nothing is known of a monitor from `at` on, without a result that says so. */
export function takeLoss(
  before: MonitorMemory,
  monitor: MonitorConfig,
  loss: { at: number; reason: UnknownReason; message: string },
  now: number,
): Change {
  if (before.last === null) {
    const unknownReason = loss.reason === 'not-watching' ? loss.reason : before.unknownReason;
    return { memory: { ...before, unknownReason }, state: null, components: [] };
  }
  return settle(before, monitor, now, {
    confirmation: loseSight(before.confirmation, loss.at, loss.message),
    reason: loss.reason,
    reading: { components: null, at: loss.at },
  });
}

function settle(
  before: MonitorMemory,
  monitor: MonitorConfig,
  now: number,
  next: { confirmation: Confirmation; reason: UnknownReason | null; reading: ComponentReading },
): Change {
  const { confirmation } = next;
  const { components, transitions } = observeComponents(before.components, next.reading, monitor.confirm);
  const unknownReason = confirmation.state === 'unknown' ? next.reason : null;
  const from = before.confirmation.state;
  return {
    memory: { ...before, confirmation, components, unknownReason },
    components: transitions.map((transition) => tell(transition, monitor.id, now)),
    state:
      from === confirmation.state
        ? null
        : {
            monitorId: monitor.id,
            at: now,
            from,
            to: confirmation.state,
            since: confirmation.since ?? now,
            message: confirmation.message,
            components: confirmedComponents(components),
            reason: unknownReason,
          },
  };
}

function tell(transition: ComponentTransition, monitorId: string, at: number): ComponentChange {
  return { ...transition, monitorId, at };
}

/** Null where no body was read. */
function readComponents({ components, dialect }: CheckOutcome): CheckOutcome['components'] | null {
  return dialect === null && components.length === 0 ? null : components;
}

function lastCheck(outcome: CheckOutcome, at: number): LastCheck {
  const { state, latencyMs, httpStatus, message, failure, phases, certificate, dialect, because } = outcome;
  return { at, state, latencyMs, httpStatus, message, failure, phases, certificate, dialect, because };
}

/** Of a process that is gone only its version may still hold. */
function stillKnown(facts: MonitorMemory['facts'], restarted: boolean): ServiceFacts {
  if (!restarted) return facts ?? {};
  return facts?.version === undefined ? {} : { version: facts.version };
}
