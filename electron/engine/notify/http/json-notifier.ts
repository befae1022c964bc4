import type { ChannelConfig } from '../../../../shared/config/model.ts';
import type { Clock } from '../../ports.ts';
import type { DeliveryContext, Notifier, OutgoingNotification } from '../notifier.ts';
import { judgeReply } from './judge.ts';
import type { Send } from './send.ts';

const TIMEOUT_MS = 10_000;

type HttpKind = 'webhook' | 'slack' | 'discord';
type HttpChannel<K extends HttpKind> = Extract<ChannelConfig, { kind: K }>;

/** How one kind of receiver wants its messages. */
export interface JsonFormat<K extends HttpKind> {
  kind: K;
  url(channel: HttpChannel<K>): string;
  document(notification: OutgoingNotification, channel: HttpChannel<K>): unknown;
  /** Beside the content type. `at` is epoch milliseconds. */
  headers?(
    body: string,
    about: { notification: OutgoingNotification; channel: HttpChannel<K>; attempt: number; at: number },
  ): Record<string, string>;
}

/** A notifier that posts one JSON document. */
export function createJsonNotifier<K extends HttpKind>(
  format: JsonFormat<K>,
  { send, clock }: { send: Send; clock: Clock },
): Notifier<K> {
  return {
    kind: format.kind,
    timeoutMs: TIMEOUT_MS,
    async deliver(notification, channel, { signal, attempt }: DeliveryContext) {
      const body = JSON.stringify(format.document(notification, channel));
      const about = { notification, channel, attempt, at: clock.now() };
      const headers = { 'Content-Type': 'application/json', ...format.headers?.(body, about) };
      const reply = await send({ url: format.url(channel), method: 'POST', headers, body }, signal);
      return judgeReply(reply, clock.now());
    },
  };
}
