import { isDeepStrictEqual } from 'node:util';
import type { Config, MonitorConfig } from '../../../shared/config/model.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import type { Cancel, Clock, Logger, NetworkProbe, PowerSignals } from '../ports.ts';
import { catchUpWindow } from './catch-up.ts';
import { createCheckRunner } from './check-runner.ts';
import type { Checks } from './checks/registry.ts';
import { createDeadlines } from './deadlines.ts';
import type { NetworkChange } from './events.ts';
import type { CompareFacts } from './intake.ts';
import { createInterruptions } from './interruptions.ts';
import { holdsFor } from './judge.ts';
import { FRESH_MEMORY, type MonitorMemory } from './memory.ts';
import { createNetworkGuard } from './network-guard.ts';
import { createNewsDesk, type MonitorNews } from './news.ts';
import { createPauses } from './pauses.ts';
import { isSameCheck } from './same-check.ts';
import { createScheduler, type CheckCause } from './scheduler.ts';
import { settled } from './settled.ts';
import { createSlots } from './slots.ts';
import { statusOf } from './status.ts';
import { WatchedMonitor, type WatchContext } from './watched-monitor.ts';

/** How long `stop` waits for checks that do not end when they are told to. */
const STOP_WAIT_MS = 3000;
/** A monitor whose question changed is asked anew within this time. */
const CHANGED_MS = 5000;

export interface MonitorServiceDeps {
  clock: Clock;
  logger: Logger;
  signals: PowerSignals;
  network: NetworkProbe;
  checks: Checks;
  compareFacts: CompareFacts;
  isLoopbackHost: (host: string) => boolean;
  /** Replaces every configured secret in a text with `•••`. */
  mask: (text: string) => string;
}

/** What an earlier run left behind. */
export interface SavedMonitors {
  monitors: ReadonlyMap<string, MonitorMemory>;
  /** Canaries that have answered at some time. */
  canaries: readonly string[];
}

/** Watches monitors: checks them in time, judges, confirms, remembers and tells. */
export interface MonitorService extends MonitorNews {
  /** Begins to watch what was applied. Subscribe before, or miss what happened while nobody watched. */
  start(saved: SavedMonitors): void;
  /** Applies a configuration by difference: an unchanged monitor keeps its phase, state and history. */
  apply(config: Pick<Config, 'monitors' | 'network'>): void;
  /** Checks these (null: all) at once; how many started. Paused, disabled and running ones do not. */
  checkNow(ids: readonly string[] | null): number;
  /** `untilMs` is wall time; null pauses until `resume`. Unknown ids are passed over. */
  pause(ids: readonly string[] | null, untilMs: number | null): void;
  resume(ids: readonly string[] | null): void;
  /** In the order of the configuration. */
  statuses(): MonitorStatus[];
  /** Null for an unknown id. */
  status(id: string): MonitorStatus | null;
  /** What is to be written down for the next `start`; plain JSON, replaced and never changed in place. */
  memory(id: string): MonitorMemory | null;
  /** Canaries that have answered at some time, for the next `start`. */
  canaries(): string[];
  /** Tells of a sleep or a stall that nobody has noticed yet. */
  noticeGaps(): void;
  /** Since when and why the network is thought to be down, or null. */
  offline(): { since: number; reason: string } | null;
  /** Ends all checks and waits for them, 3 s at most. Nothing is told afterwards. */
  stop(): Promise<void>;
}

export function createMonitorService(deps: MonitorServiceDeps): MonitorService {
  const { clock, checks, logger } = deps;
  const news = createNewsDesk(clock);
  const guard = createNetworkGuard(deps);
  const interruptions = createInterruptions({
    ...deps,
    isNetworkUsable: () => guard.isUsable(),
    onAsleep,
    onAwake,
    onStall,
  });
  const run = createCheckRunner({ ...deps, guard, interruptions, slots: createSlots(clock) });
  const scheduler = createScheduler({ clock, start: check });
  const staleness = createDeadlines(clock, (id) => {
    const monitor = watched.get(id);
    if (monitor) expire(monitor);
  });
  const pauses = createPauses({
    clock,
    news,
    leave,
    find: (id) => watched.get(id),
    enter(monitors) {
      monitors.forEach(enter);
      catchUp(monitors);
    },
  });
  const context: WatchContext = { ...deps, run, scheduler, staleness, news };

  let config: Pick<Config, 'monitors' | 'network'> = {
    monitors: [],
    network: { canaries: [], zones: [] },
  };
  let started = false;
  /** What an earlier run left behind of monitors that have not come up yet. */
  const remembered = new Map<string, MonitorMemory>();
  let watched = new Map<string, WatchedMonitor>();
  const underWay = new Set<Promise<void>>();

  const all = (): WatchedMonitor[] => [...watched.values()];
  const chosen = (ids: readonly string[] | null): WatchedMonitor[] =>
    ids ? ids.flatMap((id) => watched.get(id) ?? []) : all();

  async function check(id: string, cause: CheckCause): Promise<void> {
    const checking = watched.get(id)?.check(cause);
    if (!checking) return;
    underWay.add(checking);
    try {
      await checking;
    } catch (error) {
      logger.error('a result could not be taken in', { monitor: id, error });
    } finally {
      underWay.delete(checking);
    }
  }

  function catchUp(monitors: readonly WatchedMonitor[]): void {
    const now = clock.now();
    const due = monitors.flatMap((monitor) => {
      const windowMs = monitor.isWatched ? catchUpWindow(monitor.config, monitor.memory, now) : null;
      return windowMs === null ? [] : [{ id: monitor.id, windowMs }];
    });
    scheduler.catchUp(due);
  }

  /** Takes a monitor into the schedule, unless it is disabled or paused. */
  function enter(monitor: WatchedMonitor): void {
    const { config: own, memory, id } = monitor;
    if (memory.paused) pauses.arm(monitor);
    if (!own.enabled) monitor.lose('not-watching', clock.now(), 'disabled');
    if (!monitor.isWatched) return;
    scheduler.add(id, own.intervalMs);
    monitor.keepDistance();
    if (!memory.last) return;
    const heldUntil = memory.last.at + holdsFor(own);
    const left = Math.min(heldUntil - clock.now(), holdsFor(own));
    if (left > 0) staleness.set(id, clock.monotonic() + left);
    else monitor.lose('not-watching', heldUntil, 'Watchpost was not watching');
  }

  function leave(monitor: WatchedMonitor): void {
    scheduler.remove(monitor.id);
    staleness.clear(monitor.id);
    monitor.interrupt();
  }

  function expire(monitor: WatchedMonitor): void {
    const { confirmation, last } = monitor.memory;
    if (confirmation.state === 'unknown') return;
    // A timer that ran late, as after a SIGSTOP, must not stretch what was known.
    const heldUntil = last ? last.at + holdsFor(monitor.config) : clock.now();
    monitor.lose('stale', Math.min(heldUntil, clock.now()), 'no result in time');
  }

  function onAsleep(from: number): void {
    scheduler.hold();
    news.sleep.tell({ at: from, asleep: true });
    for (const monitor of all()) {
      if (monitor.isWatched) monitor.lose('asleep', from, 'the machine was asleep');
    }
  }

  function onStall(from: number): void {
    news.stalls.tell({ from });
    catchUp(all());
  }

  function onAwake(): void {
    news.sleep.tell({ at: clock.now(), asleep: false });
    for (const monitor of all()) pauses.arm(monitor);
    scheduler.release();
    catchUp(all());
  }

  function onNetworkChange(change: NetworkChange): void {
    news.network.tell(change);
    if (change.offline) return;
    const lost = change.zone === null ? 'offline' : 'zone-offline';
    catchUp(
      all().filter(
        ({ config: own, memory }) =>
          memory.unknownReason === lost && (change.zone === null || own.network === change.zone),
      ),
    );
  }

  function reconfigure(): void {
    const before = watched;
    const added: WatchedMonitor[] = [];
    guard.configure(config.network, config.monitors.some(isElsewhere));
    watched = new Map();
    for (const own of config.monitors) {
      const known = before.get(own.id);
      const monitor = known ?? new WatchedMonitor(own, recall(own.id), context);
      watched.set(own.id, monitor);
      before.delete(own.id);
      if (known) change(known, own);
      else added.push(monitor);
    }
    for (const gone of before.values()) {
      leave(gone);
      pauses.forget(gone.id);
      news.touch(gone.id);
    }
    for (const monitor of added) {
      enter(monitor);
      news.touch(monitor.id);
    }
    catchUp(added);
  }

  /** Once only: what a monitor was when it was removed is not what it is when it comes back. */
  function recall(id: string): MonitorMemory {
    const memory = remembered.get(id) ?? FRESH_MEMORY;
    remembered.delete(id);
    return memory;
  }

  /** Watched over the network, so that the network must be judged. */
  function isElsewhere(own: MonitorConfig): boolean {
    const host = own.enabled ? checks.host(own) : null;
    return host !== null && !deps.isLoopbackHost(host);
  }

  function change(monitor: WatchedMonitor, next: MonitorConfig): void {
    const last = monitor.config;
    if (isDeepStrictEqual(last, next)) return;
    monitor.config = next;
    news.touch(next.id);
    if (isSameCheck(last, next)) return;
    leave(monitor);
    enter(monitor);
    if (monitor.isWatched) scheduler.catchUp([{ id: next.id, windowMs: CHANGED_MS }]);
  }

  function present(monitor: WatchedMonitor): MonitorStatus {
    const due = scheduler.nextAt(monitor.id);
    const nextAt = due === null ? null : Math.round(clock.now() + Math.max(0, due - clock.monotonic()));
    const activity = { checking: monitor.isChecking, nextAt };
    return statusOf(monitor.config, checks.describe(monitor.config), monitor.memory, activity);
  }

  let unsubscribe: Cancel = () => {};

  return {
    ...news.subscriptions,
    start(from) {
      started = true;
      for (const [id, memory] of from.monitors) remembered.set(id, memory);
      unsubscribe = guard.onChange(onNetworkChange);
      interruptions.start();
      reconfigure();
      guard.start(from.canaries);
    },
    apply(next) {
      config = next;
      if (started) reconfigure();
    },
    noticeGaps: () => interruptions.look(),
    checkNow: (ids) => chosen(ids).filter(({ id }) => scheduler.checkNow(id)).length,
    pause: (ids, untilMs) => pauses.pause(chosen(ids), untilMs),
    resume: (ids) => pauses.resume(chosen(ids)),
    statuses: () => all().map(present),
    status(id) {
      const monitor = watched.get(id);
      return monitor ? present(monitor) : null;
    },
    memory: (id) => watched.get(id)?.memory ?? null,
    canaries: () => guard.proven(),
    offline: () => guard.offline(),
    async stop() {
      unsubscribe();
      interruptions.stop();
      guard.stop();
      scheduler.stop();
      staleness.stop();
      pauses.stop();
      for (const monitor of all()) monitor.interrupt();
      await settled(clock, [...underWay], STOP_WAIT_MS);
      news.flush();
    },
  };
}
