import type { ChannelConfig } from '../../../shared/config/model.ts';
import type { Cancel, Clock, Random } from '../ports.ts';
import type { OutgoingNotification } from './notifier.ts';
import type { NotifierRegistry } from './registry.ts';

/** What became of one notification; `dropped` when it was too old to be worth showing. */
export interface DeliveryOutcome {
  notification: OutgoingNotification;
  outcome: 'shown' | 'failed' | 'dropped';
  /** What showed it, or why nothing could. */
  detail: string;
}

export interface DispatcherDeps {
  notifiers: NotifierRegistry;
  clock: Clock;
  random: Random;
  /** Told once for each notification, when it is settled. */
  onSettled: (outcome: DeliveryOutcome) => void;
  /** Told of each attempt: null after one that worked, else why the channel is not working. */
  onChannelProblem: (channelId: string, reason: string | null) => void;
}

export interface Dispatcher {
  /** Takes over a notification that the outbox already holds. */
  dispatch(notification: OutgoingNotification, kind: ChannelConfig['kind']): void;
  /** Stops retrying; what is not settled stays in the outbox. */
  stop(): void;
}

/** An older message would tell of a world that has moved on (`alerts.md` section 9). */
export const WORTH_SHOWING_MS = 15 * 60_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 120_000;

/** Delivers notifications, retrying with exponential backoff and jitter for as long as they are worth showing. */
export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { notifiers, clock, random, onSettled, onChannelProblem } = deps;
  const retries = new Set<Cancel>();
  let stopped = false;

  async function attempt(notification: OutgoingNotification, kind: ChannelConfig['kind'], tries: number) {
    if (stopped) return;
    if (clock.now() - notification.at > WORTH_SHOWING_MS) {
      onSettled({ notification, outcome: 'dropped', detail: 'older than 15 min' });
      return;
    }
    const notifier = notifiers.get(kind);
    if (!notifier) {
      onSettled({ notification, outcome: 'failed', detail: `this host has no notifier of kind ${kind}` });
      return;
    }
    try {
      const detail = await notifier.deliver(notification);
      onChannelProblem(notification.channelId, null);
      onSettled({ notification, outcome: 'shown', detail });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      onChannelProblem(notification.channelId, reason);
      const delay = Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS) * (0.75 + random() / 2);
      if (clock.now() + delay - notification.at > WORTH_SHOWING_MS) {
        onSettled({ notification, outcome: 'failed', detail: reason });
        return;
      }
      const cancel = clock.setTimeout(() => {
        retries.delete(cancel);
        void attempt(notification, kind, tries + 1);
      }, delay);
      retries.add(cancel);
    }
  }

  return {
    dispatch: (notification, kind) => void attempt(notification, kind, 0),
    stop() {
      stopped = true;
      for (const cancel of retries) cancel();
      retries.clear();
    },
  };
}
