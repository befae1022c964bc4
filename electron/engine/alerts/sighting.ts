/** What monitors tell, as the alert core wants it. */
import type { CheckResult } from '../../../shared/domain/check-result.ts';
import type { MonitorStatus, UnknownReason } from '../../../shared/domain/monitor-status.ts';
import type { MonitorView, SeenResult } from './core/inputs.ts';
import { compareSeverity } from '../../../shared/domain/state.ts';

export function seenResult(
  result: CheckResult,
  restarted: boolean,
  reason: UnknownReason | null,
): SeenResult {
  const { at, state, latencyMs, recheck, certificate, writtenAt } = result;
  return {
    at,
    state,
    latencyMs,
    recheck,
    expected: reason === 'not-running',
    restarted: restarted ? 1 : 0,
    certificateUntil: certificate?.validTo ?? null,
    fileWrittenAt: writtenAt ?? null,
  };
}

export function viewOf(status: MonitorStatus): MonitorView {
  const { state, lastState, since, confirming, components, message } = status;
  const known = state === 'unknown' ? (lastState ?? 'healthy') : state;
  const run = confirming && {
    direction: compareSeverity(confirming.towards, known) > 0 ? ('worse' as const) : ('better' as const),
    since: confirming.since,
  };
  return { state, lastState, since, run, components, message };
}
