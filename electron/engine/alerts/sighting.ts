/** What monitors tell, as the alert core wants it. */
import type { CheckResult } from '../../../shared/domain/check-result.ts';
import type { LogSource } from '../../../shared/contract/log-schemas.ts';
import type { MonitorStatus, UnknownReason } from '../../../shared/domain/monitor-status.ts';
import type { NetworkChange, PauseChange, Sighting } from '../monitors/events.ts';
import type { CoreInput, LogMatch, MonitorView, Recalled, SeenResult } from './core/inputs.ts';
import type { CoreClock } from './core-clock.ts';
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

/** A view with its times as the core has them. */
export function viewInCoreTime(view: MonitorView, time: CoreClock): MonitorView {
  return {
    ...view,
    since: view.since === null ? null : time.fromWall(view.since),
    run: view.run && { ...view.run, since: time.fromWall(view.run.since) },
  };
}

/** The history's answer with its times as the core has them. */
export function pastInCoreTime({ sums, results }: Recalled, time: CoreClock): Recalled {
  return {
    sums: sums.map((sum) => ({ ...sum, from: time.fromWall(sum.from), to: time.fromWall(sum.to) })),
    results: results.map((result) => ({ ...result, at: time.fromWall(result.at) })),
  };
}

/** What became known of a monitor; times become the core's. */
export function sightingInputs(sighting: Sighting, status: MonitorStatus, time: CoreClock): CoreInput[] {
  const { monitorId: monitor, result, restarted } = sighting;
  const view = viewInCoreTime(viewOf(status), time);
  const seen: CoreInput = { type: 'view', monitor, view, lost: result === null };
  if (!result) return [seen];
  const judged = seenResult(result, restarted, status.unknownReason);
  return [{ type: 'result', monitor, result: { ...judged, at: time.fromWall(judged.at) } }, seen];
}

export function networkInput({ zone, offline }: NetworkChange): CoreInput {
  return zone === null
    ? { type: 'blind', cause: 'offline', on: offline }
    : { type: 'blind', cause: 'zone', zone, on: offline };
}

export function pauseInput({ monitorId, paused }: PauseChange): CoreInput {
  return paused
    ? { type: 'close', subject: monitorId, reason: 'paused' }
    : { type: 'open', subject: monitorId };
}

/** How much of a log source is read: some of it where a part is in the way, nothing where no file is there to be read. */
export function sourceInput({ id, state, files }: Pick<LogSource, 'id' | 'state' | 'files'>): CoreInput {
  const reads = state === 'ok' ? 'all' : files > 0 ? 'some' : 'none';
  return { type: 'source', source: id, reads };
}

/** Log records; times become the core's. */
export function logInput(match: LogMatch, time: CoreClock): CoreInput {
  const { time: written, readAt } = match;
  return {
    type: 'logs',
    match: { ...match, time: time.fromWall(written), readAt: time.fromWall(readAt) },
  };
}
