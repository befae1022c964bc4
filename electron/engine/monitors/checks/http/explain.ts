import { ConnectError } from '../common/connect-error.ts';
import { hostAndPort } from '../common/host-and-port.ts';
import { errorCode, transportInWords } from '../common/transport-words.ts';
import { CheckFailure } from './failure.ts';
import type { Step } from './progress.ts';

/** The most bytes of headers an answer may have, each informational answer counted by itself. */
export const HEADER_LIMIT = 64 * 1024;

/** Where a request was on its way to. */
export interface Target {
  host: string;
  port: number;
  tls: boolean;
}

/** An error of Node's network layers as the failure of a check, in one plain sentence. */
export function explain(error: unknown, step: Step, target: Target): CheckFailure {
  if (error instanceof CheckFailure) return error;
  if (error instanceof ConnectError) return connectFailure(error, step, target);
  const code = errorCode(error);
  if (code.startsWith('HPE_')) return new CheckFailure('transport', malformed(code, error, target));
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO')
    return new CheckFailure('transport', tlsInWords(code, error, target));
  if (code === 'ECONNRESET' || code === 'EPIPE') return new CheckFailure('transport', closed(error, step));
  if (code.startsWith('ERR_')) return new CheckFailure('internal', notSent(code, error));
  return new CheckFailure('transport', `${transportInWords(code)} (${step})`);
}

function connectFailure(error: ConnectError, step: Step, target: Target): CheckFailure {
  if (error.phase === 'dns') return new CheckFailure('transport', `${target.host}: ${error.message}`);
  // A proxy that refuses says nothing about the target.
  const kind = error.code === 'ECONNREFUSED' && step === 'connecting' ? 'refused' : 'transport';
  const proxy = step === 'connecting to the proxy' ? 'the proxy ' : '';
  return new CheckFailure(kind, `${proxy}${hostAndPort(target)}: ${error.message}`);
}

function closed(error: unknown, step: Step): string {
  // A reset shows up as a failed read or write; an orderly close has no system call.
  const reset = typeof error === 'object' && error !== null && 'syscall' in error;
  if (step === 'TLS handshake')
    return `the target ${reset ? 'reset' : 'closed'} the connection during the TLS handshake`;
  if (step === 'waiting for the proxy') return 'the proxy closed the connection without an answer';
  return reset
    ? 'the target reset the connection without an answer'
    : 'the target closed the connection without an answer';
}

/** What the HTTP parser (llhttp) objects to. */
function malformed(code: string, error: unknown, { tls }: Target): string {
  if (code === 'HPE_HEADER_OVERFLOW')
    return `the headers of the answer are larger than ${HEADER_LIMIT / 1024} KiB`;
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 'the chunk extensions of the answer are too large';
  if (code === 'HPE_CLOSED_CONNECTION') return 'the answer is longer than its Content-Length';
  const packet = rawPacket(error);
  if (!tls && isTlsRecord(packet)) return 'the port speaks TLS: write https:// in the url';
  const reason = error instanceof Error ? error.message.replace(/^Parse Error: /, '') : code;
  const begin =
    packet
      .subarray(0, 60)
      .toString('latin1')
      .split(/[\r\n]/, 1)[0] ?? '';
  return `the answer is not valid HTTP (${reason.toLowerCase()})${begin && !packet.subarray(0, 5).equals(HTTP) ? `, it begins "${begin}"` : ''}`;
}

const HTTP = Buffer.from('HTTP/');

function rawPacket(error: unknown): Buffer {
  const packet = typeof error === 'object' && error !== null && 'rawPacket' in error ? error.rawPacket : null;
  return Buffer.isBuffer(packet) ? packet : Buffer.alloc(0);
}

/** An alert (21) or handshake (22) record of SSL 3 or later (RFC 8446, section 5.1). */
function isTlsRecord(packet: Buffer): boolean {
  return (packet[0] === 21 || packet[0] === 22) && packet[1] === 3;
}

/** OpenSSL's reasons, as they stand in code or message, and what they mean for the reader. */
const TLS_REASONS: [RegExp, (target: Target) => string][] = [
  [
    /wrong version number|packet length too long|http request|record layer failure/,
    () => 'the port does not speak TLS: write http:// in the url if it speaks plain HTTP',
  ],
  [
    /unsupported protocol|alert protocol version|no protocols available|version too low/,
    () => 'the target speaks no TLS version that Watchpost accepts (1.2 and 1.3)',
  ],
  [/certificate required/, () => 'the target asks for a client certificate: set tls.cert and tls.key'],
  [
    /alert (bad|unsupported|expired|revoked|unknown) ?(certificate|ca)|certificate (unknown|expired|revoked)|alert unknown ca/,
    () => 'the target did not accept the client certificate',
  ],
  [/unrecognized name/, ({ host }) => `the target has no certificate for ${host}`],
  [
    /handshake failure|no shared cipher/,
    () => 'the target refused the TLS handshake: no cipher in common, or it asks for a client certificate',
  ],
];

function tlsInWords(code: string, error: unknown, target: Target): string {
  const message = error instanceof Error ? error.message : '';
  const reason = `${code} ${message}`.replaceAll('_', ' ').toLowerCase();
  const known = TLS_REASONS.find(([pattern]) => pattern.test(reason));
  return known
    ? known[1](target)
    : `TLS failed: ${code
        .replace(/^ERR_SSL_/, '')
        .replaceAll('_', ' ')
        .toLowerCase()}`;
}

function notSent(code: string, error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const header = /header content \["(.+)"\]/.exec(message)?.[1];
  if (header) return `the header ${header} holds characters that HTTP does not allow`;
  if (code === 'ERR_INVALID_HTTP_TOKEN')
    return `${message}: a method or header name holds characters that HTTP does not allow`;
  return `the request could not be made: ${message}`;
}
