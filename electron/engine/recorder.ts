import type { EventName, EventPayload } from '../../shared/contract/contract.ts';
import type { Activity, Mark } from '../../shared/contract/schemas.ts';
import {
  componentActivity,
  isComponentNews,
  isStateNews,
  markActivity,
  pauseActivity,
  stateActivity,
} from './activity.ts';
import type { State } from '../../shared/domain/state.ts';
import type { AlertService } from './alerts/alert-service-port.ts';
import type { HistoryWriter } from './history/writer.ts';
import type { MonitorMemory } from './monitors/memory.ts';
import type { MonitorService } from './monitors/monitor-service.ts';
import type { Cancel, Clock } from './ports.ts';

interface RecorderDeps {
  clock: Clock;
  monitors: MonitorService;
  history: HistoryWriter;
  alerts: Pick<AlertService, 'sighting' | 'network' | 'sleep' | 'stall' | 'paused'>;
  tell: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  /** Tells the instance anew if it changed. */
  tellInstance: () => void;
  /** How long a result of this monitor holds where no other follows, in milliseconds. */
  holdsFor: (monitorId: string) => number;
}

/** Takes what monitors tell to the history, to the alerts, and to everybody who looks. Returns what ends it. */
export function record({
  clock,
  monitors,
  history,
  alerts,
  tell,
  tellInstance,
  holdsFor,
}: RecorderDeps): Cancel {
  const activity = (entry: Activity) => tell('activity', entry);
  /** The last trustworthy state of each monitor. */
  const known = new Map<string, State>();
  /** What was last written down: a memory that is the same object has nothing new. */
  const saved = new Map<string, MonitorMemory>();

  let provenCanaries = 0;
  function rememberCanaries() {
    const proven = monitors.canaries();
    if (proven.length === provenCanaries) return;
    provenCanaries = proven.length;
    history.saveCanaries(proven);
  }

  function remember(id: string) {
    const memory = monitors.memory(id);
    if (!memory || saved.get(id) === memory) return;
    saved.set(id, memory);
    history.saveMemory(id, JSON.stringify(memory));
  }

  const cancels = [
    monitors.onResult((result) => history.recordResult(result, holdsFor(result.monitorId))),
    monitors.onStateChange((change) => {
      history.recordStateChange(change);
      const before = known.get(change.monitorId) ?? (change.from === 'unknown' ? null : change.from);
      if (isStateNews(change, before)) activity(stateActivity(change));
      const { lastState } = monitors.status(change.monitorId) ?? {};
      if (lastState) known.set(change.monitorId, lastState);
    }),
    monitors.onSighting((sighting) => alerts.sighting(sighting)),
    monitors.onSleep((change) => alerts.sleep(change)),
    monitors.onStall((stall) => alerts.stall(stall)),
    monitors.onComponentChange((change) => {
      history.recordComponentChange(change);
      if (isComponentNews(change)) activity(componentActivity(change));
    }),
    monitors.onServiceEvent(({ kind, at, monitorId, text }) => {
      const mark: Mark = { at, kind: kind === 'restart' ? 'restart' : 'deploy', monitorId, text };
      history.recordMark(mark);
      activity(markActivity(mark));
    }),
    monitors.onPause((change) => {
      history.recordPause(change);
      activity(pauseActivity(change));
      alerts.paused(change);
    }),
    monitors.onOffline((change) => {
      tellInstance();
      alerts.network(change);
    }),
    monitors.onStatusChange((ids) => {
      const changed = ids.flatMap((id) => monitors.status(id) ?? []);
      const known = new Set(changed.map(({ id }) => id));
      const removed = ids.filter((id) => !known.has(id));
      known.forEach(remember);
      rememberCanaries();
      for (const id of removed) saved.delete(id);
      tell('monitors', { at: clock.now(), changed, removed });
      tellInstance();
    }),
  ];
  return () => cancels.forEach((cancel) => cancel());
}
