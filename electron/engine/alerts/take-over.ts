/** What the core is told when a run begins: what was open, how monitors are now, and that the time between is unknown. */
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import type { AlertStore } from './alert-store.ts';
import type { AlertCore } from './core/core.ts';
import type { CoreConfig } from './core/facts.ts';
import type { CoreInput } from './core/inputs.ts';
import type { CoreState } from './core/state.ts';
import type { CoreClock } from './core-clock.ts';
import type { CoreRun } from './core-run.ts';
import { viewOf } from './sighting.ts';

export interface TakeOverDeps {
  store: Pick<AlertStore, 'openIncidents'>;
  status: (id: string) => MonitorStatus | null;
  /** Silences that are not over. */
  silences: () => CoreInput[];
}

/** Tells a core that just began what it must know before anything happens. */
export function takeOver(
  run: CoreRun,
  config: CoreConfig,
  saved: CoreState | null,
  deps: TakeOverDeps,
): void {
  const { core, time } = run;
  if (!core) return;
  const { at } = time.look();
  if (saved) {
    // From the last decision on nothing is known, until somebody has looked again.
    run.takeAt(saved.at, [{ type: 'blind', cause: 'down', on: true }]);
    run.takeAt(at, [...saved.blind.keys()].map(seesAgain));
  }
  run.takeAt(at, [...deps.silences(), ...orphans(core, time, deps)]);
  run.configure(config);
  run.take(presentViews(config, deps));
}

/** Incidents that are open in the history and that the core, which may have lost its state, does not hold open. */
function orphans(core: AlertCore, time: CoreClock, { store }: TakeOverDeps): CoreInput[] {
  return store.openIncidents().flatMap((incident): CoreInput[] => {
    const own = core.incident(incident.subject);
    if (own?.id === incident.id && own.endedAt === null) return [];
    const startedAt = time.fromWall(incident.startedAt);
    return [{ type: 'orphan', incident: { ...incident, startedAt } }];
  });
}

/** What monitors are like now is all that is known after a start; nothing of it is a new result. */
function presentViews({ monitors }: CoreConfig, { status: statusOf }: TakeOverDeps): CoreInput[] {
  return monitors.flatMap(({ id }): CoreInput[] => {
    const status = statusOf(id);
    if (!status) return [];
    if (status.paused) return [{ type: 'close', subject: id, reason: 'paused' }];
    return [{ type: 'view', monitor: id, view: viewOf(status), lost: true }];
  });
}

/** Whatever was in the way when the last run ended, this one finds out anew. */
function seesAgain(key: string): CoreInput {
  const [cause, zone] = key.split('\n');
  if (zone !== undefined) return { type: 'blind', cause: 'zone', zone, on: false };
  return { type: 'blind', cause: cause === 'offline' || cause === 'asleep' ? cause : 'down', on: false };
}
