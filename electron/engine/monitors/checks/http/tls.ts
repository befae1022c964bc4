import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { connect as startTls, createSecureContext, type SecureContext, type TLSSocket } from 'node:tls';
import type { TlsOptions } from '../../../../../shared/config/model.ts';
import { errorCode } from '../common/transport-words.ts';
import { CheckFailure } from './failure.ts';

/** Key material for TLS connections, kept between checks as long as the files say the same. */
export interface TlsMaterial {
  /** The context for the monitor's own origin, or, without client certificate, for another one it redirects to. */
  context(trusted: boolean): Promise<SecureContext>;
}

type Pem = Record<'ca' | 'cert' | 'key', Buffer | undefined>;

/**
 * Reads the files of `tls` at each use, so that a renewed certificate is taken up by itself. `context` rejects with
 * `CheckFailure` where a file cannot be read or holds something else.
 */
export function tlsMaterial({ ca, cert, key }: Pick<TlsOptions, 'ca' | 'cert' | 'key'>): TlsMaterial {
  const kept = new Map<boolean, { pem: Pem; context: SecureContext }>();
  return {
    async context(trusted) {
      const pem = {
        ca: await pemFile('tls.ca', ca),
        cert: await pemFile('tls.cert', trusted ? cert : null),
        key: await pemFile('tls.key', trusted ? key : null),
      };
      const last = kept.get(trusted);
      if (last && samePem(last.pem, pem)) return last.context;
      const context = newContext(pem);
      kept.set(trusted, { pem, context });
      return context;
    },
  };
}

async function pemFile(option: string, file: string | null): Promise<Buffer | undefined> {
  if (file === null) return undefined;
  try {
    return await readFile(file);
  } catch (error) {
    throw new CheckFailure('internal', `${option}: cannot read ${file} (${errorCode(error)})`);
  }
}

function samePem(a: Pem, b: Pem): boolean {
  return (['ca', 'cert', 'key'] as const).every((part) => {
    const [left, right] = [a[part], b[part]];
    return left === right || (left !== undefined && right !== undefined && left.equals(right));
  });
}

function newContext(pem: Pem): SecureContext {
  try {
    return createSecureContext(pem);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new CheckFailure('internal', `tls.ca, tls.cert or tls.key is not what TLS needs (${reason})`);
  }
}

/** How to speak TLS on a connection. */
export interface TlsSettings {
  /** The name the certificate must be for. */
  host: string;
  /** Sent as SNI; undefined where `host` is an address, which SNI cannot carry. */
  servername: string | undefined;
  context: SecureContext;
}

/**
 * Does the handshake, in a session of its own, and accepts every certificate: nothing is sent before the caller has
 * looked at `authorized`. `onSocket` gets the TLS socket before the handshake: from then on only that one may be
 * destroyed, since Node crashes when the socket beneath it goes first. Rejects with Node's error.
 */
export function handshake(
  socket: Socket,
  { host, servername, context }: TlsSettings,
  onSocket: (secure: TLSSocket) => void,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = startTls({
      socket,
      host,
      ...(servername === undefined ? {} : { servername }),
      secureContext: context,
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
    });
    onSocket(secure);
    secure.once('error', reject);
    secure.once('secureConnect', () => {
      secure.off('error', reject);
      resolve(secure);
    });
  });
}
