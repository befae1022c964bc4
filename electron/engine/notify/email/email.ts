import { createTransport } from 'nodemailer';
import { parseSmtpUrl, type SmtpServer } from '../../../../shared/config/notify/smtp-url.ts';
import { isLoopbackHost } from '../../monitors/loopback.ts';
import { errorCode } from '../../monitors/checks/common/transport-words.ts';
import { DeliveryError } from '../delivery-error.ts';
import type { Notifier } from '../notifier.ts';
import { connectSmtp } from './connect.ts';
import { mailOf } from './mail.ts';

/** Servers that delay strangers on purpose take their time. */
const TIMEOUT_MS = 60_000;

/** How a server is spoken to: a password never crosses a network in plain text. */
export function smtpOptions({ host, port, secure, user, password }: SmtpServer) {
  return {
    host,
    port,
    secure,
    requireTLS: !secure && user !== null && !isLoopbackHost(host),
    ...(user === null ? {} : { auth: { user, pass: password } }),
  };
}

/** E-mail over SMTP, one connection a message. */
export const emailNotifier: Notifier<'email'> = {
  kind: 'email',
  timeoutMs: TIMEOUT_MS,
  async deliver(notification, channel, { signal }) {
    const server = parseSmtpUrl(channel.smtp);
    if (!server) throw new DeliveryError('the SMTP URL cannot be read', { permanent: true });
    const connection = await connectSmtp(server, signal);
    try {
      const transport = createTransport({ ...smtpOptions(server), connection });
      const { accepted, rejected } = await transport.sendMail(mailOf(notification, channel));
      const taken = `${server.host} took it for ${accepted.length} of ${channel.to.length}`;
      return rejected.length === 0 ? taken : `${taken}, refused for ${rejected.map(String).join(', ')}`;
    } catch (error) {
      throw signal.aborted ? signal.reason : failure(error, server);
    } finally {
      connection.destroy();
    }
  },
};

/** A 5xx reply (RFC 5321, section 4.2.1) would come again; a 4xx and a lost connection may pass. */
function failure(error: unknown, { host }: SmtpServer): DeliveryError {
  const { responseCode = 0, message } = error as { responseCode?: number; message: string };
  if (errorCode(error) === 'ETLS') {
    return new DeliveryError(
      `${host}: no encrypted connection, without which the password is not sent (${message}); try smtps://`,
    );
  }
  return new DeliveryError(`${host}: ${message}`, { permanent: responseCode >= 500 && responseCode < 600 });
}
