/** What the history says of one monitor over a span. Times are epoch milliseconds, lists oldest first. */
import type { UnknownReason } from '../../../../shared/domain/monitor-status.ts';
import type { State } from '../../../../shared/domain/state.ts';
import type { SummedResults } from '../core/inputs.ts';
import type { SampleChunk } from '../windows/samples.ts';

/** A confirmed change of state. */
export interface RecordedChange {
  /** When it was decided. */
  at: number;
  /** Start of what led to it. */
  since: number;
  state: State;
  reason: UnknownReason | null;
}

/** A confirmed change of a component; `state` null where it is no longer named. */
export interface RecordedComponent {
  at: number;
  path: string;
  state: State | null;
}

export interface RecordedResult {
  at: number;
  state: State;
  latencyMs: number | null;
  recheck: boolean;
}

export interface RecordedSum extends SummedResults {
  latency: SampleChunk | null;
}

/** Which certificate was there earlier is not kept; this one was not before it is valid. */
export interface RecordedCertificate {
  validFrom: number;
  validTo: number;
}

export interface Recorded {
  changes: readonly RecordedChange[];
  components: readonly RecordedComponent[];
  pauses: readonly { at: number; paused: boolean }[];
  /** Starts of the checks that saw a restart. */
  restarts: readonly number[];
  /** Single results; null where they are not kept, so that states and sums must do. */
  results: readonly RecordedResult[] | null;
  /** By their end. */
  sums: readonly RecordedSum[];
  /** The certificate that was seen last. */
  certificate: RecordedCertificate | null;
}

/** Reasons for which nothing of a target could be learnt, so that missing data does not count. */
const BLIND_REASONS: readonly (UnknownReason | null)[] = [
  'asleep',
  'not-watching',
  'offline',
  'zone-offline',
];
/** Of these nobody was told while it lasted: it began at `since`. */
export const SEEN_LATER: readonly (UnknownReason | null)[] = ['asleep', 'not-watching'];
/** Sight was lost without a result that says so. */
const LOST: readonly (UnknownReason | null)[] = [...SEEN_LATER, 'stale'];

/** When a change came into force. */
export const changedAt = ({ at, since, reason }: RecordedChange): number =>
  SEEN_LATER.includes(reason) ? Math.min(since, at) : at;

/** When a result was at hand, as far as its latency tells; in whole milliseconds, as clocks are. */
export const finishedAt = ({ at, latencyMs }: RecordedResult): number => at + Math.round(latencyMs ?? 0);

/**
 * The same of each of a monitor's results. One that says nothing makes the monitor unknown at once: where that came only
 * with a sleep, the sleep came over the check.
 */
export function finishTimes(
  results: readonly RecordedResult[],
  changes: readonly RecordedChange[],
): number[] {
  let next = 0;
  return results.map((result) => {
    let change = changes[next];
    while (change && changedAt(change) < result.at) {
      next += 1;
      change = changes[next];
    }
    const saysNothing = result.state === 'unknown' && result.latencyMs === null;
    return saysNothing && change?.reason === 'asleep' ? changedAt(change) : finishedAt(result);
  });
}

export const isBlindReason = (reason: UnknownReason | null): boolean => BLIND_REASONS.includes(reason);
export const isLoss = (reason: UnknownReason | null): boolean => LOST.includes(reason);
