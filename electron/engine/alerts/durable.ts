/** What of the core's state is written down: all but the windows over results, which are read back from the history. */
import type { SavedAlert } from './alert-store.ts';
import type { CoreState, SubjectState } from './core/state.ts';
import { saveState } from './core/save.ts';
import { noSamples } from './windows/samples.ts';

export function durableState(state: CoreState): string {
  const subjects = new Map(
    [...state.subjects].map(([id, subject]): [string, SubjectState] => [
      id,
      { ...subject, timeline: [], latency: noSamples(), restarts: noSamples() },
    ]),
  );
  return saveState({ ...state, subjects });
}

/** Alerts that are not inactive, for those who read the history. */
export function savedAlerts({ alerts }: CoreState): SavedAlert[] {
  return [...alerts.values()].flatMap(({ rule, subject, severity, alert, firedAt, held, value }) =>
    alert.phase === 'inactive'
      ? []
      : [
          {
            rule,
            subject,
            severity,
            phase: alert.phase,
            since: alert.since,
            firedAt,
            frozen: alert.frozenSince !== null,
            held,
            value,
          },
        ],
  );
}
