import type { ChannelConfig } from '../../../shared/config/model.ts';
import type { Cancel } from '../ports.ts';
import { Lane, type LaneDeps } from './lane.ts';
import type { OutgoingNotification } from './notifier.ts';

export type DispatcherDeps = LaneDeps;

export interface Dispatcher {
  /** Takes on the channels of the configuration. What waits for one that is gone is dropped, with a word in the ledger. */
  configure(channels: readonly ChannelConfig[]): void;
  /** Begins to deliver, with what an earlier run left in the outbox. */
  start(): void;
  /** Takes over a notification that the outbox already holds. */
  dispatch(notification: OutgoingNotification): void;
  /** Ends within some seconds; what is not settled stays in the outbox. */
  stop(): Promise<void>;
}

/** What is under way when Watchpost ends may take so long. */
const GRACE_MS = 2_000;
const ASK_AGAIN_MS = 10_000;
const DROPPED_AT_ONCE = 100;

/** Delivers notifications: each channel on its own and in order, however long another one hangs. */
export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { clock, outbox, onSettled } = deps;
  const lanes = new Map<string, Lane>();
  const leaving = new Set<Promise<void>>();
  let configured: readonly ChannelConfig[] | null = null;
  let started = false;
  let cancelAsking: Cancel = () => {};

  function leave(lane: Lane): void {
    const left = lane.stop(0).finally(() => leaving.delete(left));
    leaving.add(left);
  }

  /** What waits for channels that no configuration names any more would wait for ever. */
  function dropOrphans(): void {
    cancelAsking();
    const waiting = outbox.channels();
    if (waiting?.filter((id) => !lanes.has(id)).every(drop)) return;
    cancelAsking = clock.setTimeout(dropOrphans, ASK_AGAIN_MS);
  }

  /** False where the outbox cannot be asked now. */
  function drop(channelId: string): boolean {
    let entries = outbox.load(channelId, DROPPED_AT_ONCE);
    for (; entries && entries.length > 0; entries = outbox.load(channelId, DROPPED_AT_ONCE)) {
      for (const { notification } of entries) {
        onSettled({ notification, outcome: 'dropped', detail: 'the channel is gone from the configuration' });
      }
    }
    return entries !== null;
  }

  function apply(channels: readonly ChannelConfig[]): void {
    const ids = new Set(channels.map(({ id }) => id));
    for (const [id, lane] of lanes) {
      if (ids.has(id)) continue;
      lanes.delete(id);
      leave(lane);
    }
    for (const channel of channels) {
      const lane = lanes.get(channel.id);
      if (lane) lane.configure(channel);
      else lanes.set(channel.id, new Lane(channel, deps));
    }
    dropOrphans();
    for (const lane of lanes.values()) lane.run();
  }

  return {
    configure(channels) {
      configured = channels;
      if (started) apply(channels);
    },
    start() {
      started = true;
      if (configured) apply(configured);
    },
    dispatch(notification) {
      // Before the start and after the end it waits in the outbox.
      if (!started) return;
      const lane = lanes.get(notification.channelId);
      if (lane) lane.add(notification);
      else onSettled({ notification, outcome: 'dropped', detail: 'there is no such channel' });
    },
    async stop() {
      cancelAsking();
      started = false;
      await Promise.all([...[...lanes.values()].map((lane) => lane.stop(GRACE_MS)), ...leaving]);
    },
  };
}
