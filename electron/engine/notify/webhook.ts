import { createHmac } from 'node:crypto';
import type { JsonFormat } from './http/json-notifier.ts';
import { messageOf } from './message.ts';

/** Hex of the HMAC-SHA-256 over `TIMESTAMP.BODY`; the timestamp is epoch seconds. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`, 'utf8').digest('hex');
}

/**
 * A JSON document for programs. All attempts of one delivery carry the same `Idempotency-Key` and the same bytes;
 * only time, signature and number of the attempt differ. Described in `docs/channels.md`.
 */
export const webhookFormat: JsonFormat<'webhook'> = {
  kind: 'webhook',
  url: ({ url }) => url,
  document(notification, { evidence }) {
    const { id, channelId, kind, severity, at, subjects, root, held, rules, incidentId } = notification;
    const { title, body, evidence: shown } = messageOf(notification, evidence);
    // A program does not look for it in the body.
    const { runbook } = messageOf({ ...notification, body: '' }, 'none');
    return {
      version: 1,
      id,
      channel: channelId,
      kind,
      severity,
      at: new Date(at).toISOString(),
      title,
      body,
      subjects,
      root,
      held,
      rules,
      incidentId,
      runbook,
      evidence: shown,
    };
  },
  headers(body, { notification, channel, attempt, at }) {
    const timestamp = String(Math.floor(at / 1000));
    return {
      'Idempotency-Key': notification.id,
      'Watchpost-Attempt': String(attempt),
      'Watchpost-Timestamp': timestamp,
      ...(channel.secret === null
        ? {}
        : { 'Watchpost-Signature': `sha256=${signatureOf(channel.secret, timestamp, body)}` }),
    };
  },
};
