import { errorCode, transportInWords } from '../common/transport-words.ts';

/** Parts of OpenSSL's reasons (`sslerr.h`, as Node words them) and what they mean for the reader. */
const REASONS: [RegExp, string][] = [
  [
    /wrong version number|packet length too long|http request|record layer failure|bad record type/,
    'the port does not speak TLS',
  ],
  [
    /unsupported protocol|protocol version|version too low/,
    'the target speaks no TLS version that Watchpost accepts (1.2 and 1.3)',
  ],
  [/certificate required/, 'the target asks for a client certificate'],
  [/unrecognized name/, 'the target has no certificate for that name'],
  [/handshake failure|no shared cipher/, 'the target refused the handshake, there is no cipher in common'],
  [/too small|too weak/, 'the target uses a key or hash that is too weak'],
];

/** Why a TLS handshake did not come about, in plain words. */
export function handshakeInWords(error: unknown): string {
  const code = errorCode(error);
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return 'the target closed the connection during the TLS handshake';
  if (!code.startsWith('ERR_SSL_') && code !== 'EPROTO') return transportInWords(code);
  const reason = `${code} ${error instanceof Error ? error.message : ''}`.replaceAll('_', ' ').toLowerCase();
  const known = REASONS.find(([pattern]) => pattern.test(reason));
  return (
    known?.[1] ??
    `the TLS handshake failed (${code
      .replace(/^ERR_SSL_/, '')
      .replaceAll('_', ' ')
      .toLowerCase()})`
  );
}
