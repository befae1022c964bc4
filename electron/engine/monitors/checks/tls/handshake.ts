import { isIP, type Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';

/**
 * A TLS handshake over an open connection, always a fresh session, so that the certificate is sent. The certificate
 * is verified for `name` but never ends the handshake: judge by `authorized`. A name is sent as SNI, an address is
 * not (RFC 6066, section 3). `trust` replaces the trusted authorities.
 * Rejects with the socket's error or the signal's reason; leaves closing to the caller.
 */
export function handshake(
  socket: Socket,
  { name, trust }: { name: string; trust: SecureContext | null },
  signal: AbortSignal,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = connect({
      socket,
      host: name,
      ...(isIP(name) ? {} : { servername: name }),
      ...(trust === null ? {} : { secureContext: trust }),
      rejectUnauthorized: false,
    });
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    // The listener stays: an error after the handshake has nobody else to hear it, and changes nothing any more.
    secure.on('error', reject);
    secure.once('secureConnect', () => {
      signal.removeEventListener('abort', onAbort);
      resolve(secure);
    });
  });
}
