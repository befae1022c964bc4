import type { EmailChannel } from '../../../../shared/config/model.ts';
import { messageOf } from '../message.ts';
import type { OutgoingNotification } from '../notifier.ts';

/** A message as nodemailer takes it. */
export interface Mail {
  from: { name: string; address: string };
  to: { name: string; address: string }[];
  subject: string;
  text: string;
  date: Date;
  messageId: string;
  references?: string;
  priority: 'high' | 'normal';
  headers: Record<string, string>;
  /** Nothing in a message names a file or an address to read from. */
  disableFileAccess: true;
  disableUrlAccess: true;
}

/**
 * The mail of a notification: plain text. Its Message-ID is made from the notification's id, so that a second copy is
 * one that mail programs and servers can know; mails of one incident are one conversation.
 */
export function mailOf(notification: OutgoingNotification, channel: EmailChannel): Mail {
  const { id, kind, severity, at, incidentId } = notification;
  const { title, body, evidence, runbook } = messageOf(notification, channel.evidence);
  const domain = channel.from.slice(channel.from.indexOf('@') + 1);
  const parts = [
    body,
    evidence ? [evidence.title, ...evidence.lines.map((line) => `  ${line}`)].join('\n') : '',
    runbook === null ? '' : `Runbook: ${runbook}`,
    `${severity} · ${kind} · ${new Date(at).toISOString()}`,
  ];
  return {
    from: { name: 'Watchpost', address: channel.from },
    to: channel.to.map((address) => ({ name: '', address })),
    subject: title || 'Watchpost',
    text: `${parts.filter((part) => part !== '').join('\n\n')}\n`,
    date: new Date(at),
    messageId: `<${token(id)}@${domain}>`,
    ...(incidentId === null ? {} : { references: `<incident.${token(incidentId)}@${domain}>` }),
    priority: severity === 'critical' ? 'high' : 'normal',
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** What may stand in a Message-ID (RFC 5322, dot-atom). */
function token(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9-]/g, '-');
}
