import type { ChannelConfig } from '../../../shared/config/model.ts';
import { presentable } from '../monitors/checks/common/clean-text.ts';
import type { Clock } from '../ports.ts';
import { DeliveryError } from './delivery-error.ts';
import type { DeliveryContext, OutgoingNotification } from './notifier.ts';
import { notifierOf, type NotifierRegistry } from './registry.ts';

/** What every attempt on this instance shares. */
export interface AttemptDeps extends Pick<DeliveryContext, 'mask' | 'status' | 'card'> {
  notifiers: NotifierRegistry;
  clock: Clock;
}

/** The longest detail or reason that is kept. */
const DETAIL_LIMIT = 300;

/**
 * One attempt to deliver, within the notifier's time. Resolves with what took the message; rejects with a
 * `DeliveryError`. Neither text holds a secret.
 */
export async function attemptDelivery(
  notification: OutgoingNotification,
  channel: ChannelConfig,
  deps: AttemptDeps,
  { attempt, signal }: Pick<DeliveryContext, 'attempt' | 'signal'>,
): Promise<string> {
  const { notifiers, clock, mask, status, card } = deps;
  const notifier = notifierOf(notifiers, channel.kind);
  const limit = new AbortController();
  const tooLate = new Promise<never>((_resolve, reject) => {
    limit.signal.addEventListener('abort', () => reject(limit.signal.reason as Error), { once: true });
  });
  const stopWaiting = clock.setTimeout(
    () => limit.abort(new DeliveryError(`no answer within ${notifier.timeoutMs / 1000} s`)),
    notifier.timeoutMs,
  );
  const cancel = () => limit.abort(signal.reason);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const context = { attempt, signal: limit.signal, mask, status, card };
    const taken = await Promise.race([notifier.deliver(notification, channel, context), tooLate]);
    return presentable(taken, mask, DETAIL_LIMIT);
  } catch (error) {
    const reason = presentable(error instanceof Error ? error.message : String(error), mask, DETAIL_LIMIT);
    throw error instanceof DeliveryError
      ? new DeliveryError(reason, error)
      : new DeliveryError(reason || 'unknown reason');
  } finally {
    stopWaiting();
    signal.removeEventListener('abort', cancel);
  }
}
