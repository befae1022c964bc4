import type { CheckResult } from '../../../shared/domain/check-result.ts';
import type { Cancel, Clock } from '../ports.ts';
import type {
  ComponentChange,
  NetworkChange,
  PauseChange,
  ServiceEvent,
  Sighting,
  SleepChange,
  Stall,
  StateChange,
} from './events.ts';
import { createTopic, type Topic } from './topic.ts';

/** Changes of statuses are told together, at most this late. */
const COALESCE_MS = 100;

/** What can be listened to; each returns its unsubscribe. */
export interface MonitorNews {
  /** Every judged result, re-checks included. Comes before the changes that it leads to. */
  onResult(listener: (result: CheckResult) => void): Cancel;
  onStateChange(listener: (change: StateChange) => void): Cancel;
  onComponentChange(listener: (change: ComponentChange) => void): Cancel;
  onServiceEvent(listener: (event: ServiceEvent) => void): Cancel;
  onPause(listener: (change: PauseChange) => void): Cancel;
  /** The network or one of its zones went or came back. */
  onOffline(listener: (change: NetworkChange) => void): Cancel;
  /** After each result and each loss of sight, when all that follows from it is known. */
  onSighting(listener: (sighting: Sighting) => void): Cancel;
  /** The machine went to sleep, or what it sees can be trusted again. */
  onSleep(listener: (change: SleepChange) => void): Cancel;
  onStall(listener: (stall: Stall) => void): Cancel;
  /** Ids of monitors whose status changed in any way, also of those that are gone; coalesced over 100 ms. */
  onStatusChange(listener: (ids: string[]) => void): Cancel;
}

/** The telling end. */
export interface NewsDesk {
  results: Topic<CheckResult>;
  states: Topic<StateChange>;
  components: Topic<ComponentChange>;
  services: Topic<ServiceEvent>;
  pauses: Topic<PauseChange>;
  network: Topic<NetworkChange>;
  sightings: Topic<Sighting>;
  sleep: Topic<SleepChange>;
  stalls: Topic<Stall>;
  /** The status of this monitor is no longer what it was. */
  touch(id: string): void;
  /** Tells what is still waiting to be told together. */
  flush(): void;
  subscriptions: MonitorNews;
}

export function createNewsDesk(clock: Clock): NewsDesk {
  const statuses = createTopic<string[]>();
  const touched = new Set<string>();
  let timer: Cancel | null = null;

  function flush(): void {
    timer?.();
    timer = null;
    if (touched.size === 0) return;
    const ids = [...touched];
    touched.clear();
    statuses.tell(ids);
  }

  const desk = {
    results: createTopic<CheckResult>(),
    states: createTopic<StateChange>(),
    components: createTopic<ComponentChange>(),
    services: createTopic<ServiceEvent>(),
    pauses: createTopic<PauseChange>(),
    network: createTopic<NetworkChange>(),
    sightings: createTopic<Sighting>(),
    sleep: createTopic<SleepChange>(),
    stalls: createTopic<Stall>(),
  };
  return {
    ...desk,
    flush,
    touch(id) {
      touched.add(id);
      timer ??= clock.setTimeout(flush, COALESCE_MS);
    },
    subscriptions: {
      onResult: desk.results.on,
      onStateChange: desk.states.on,
      onComponentChange: desk.components.on,
      onServiceEvent: desk.services.on,
      onPause: desk.pauses.on,
      onOffline: desk.network.on,
      onSighting: desk.sightings.on,
      onSleep: desk.sleep.on,
      onStall: desk.stalls.on,
      onStatusChange: statuses.on,
    },
  };
}
