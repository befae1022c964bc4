import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { TlsMonitor } from '../../../../shared/config/model.ts';
import { outcome, type CheckOutcome } from '../../../../shared/domain/check-result.ts';
import type { CheckContext, CheckKind } from '../check-kind.ts';
import { bareHost } from '../loopback.ts';
import { readCertificate } from './certificate.ts';
import { presentableOutcome } from './common/clean-text.ts';
import { connect, ConnectError, type ConnectPhase } from './common/connect.ts';
import { hostAndPort } from './common/host-and-port.ts';
import { timedOut, withinTimeout } from './common/time-limit.ts';
import { errorCode } from './common/transport-words.ts';
import { unreachable } from './common/unreachable.ts';
import { withLatencyLimits } from './common/with-limits.ts';
import { spanInWords } from './common/words.ts';
import { handshakeInWords } from './tls/handshake-words.ts';
import { handshake } from './tls/handshake.ts';
import { judgeCertificate } from './tls/judge-certificate.ts';

type Phase = ConnectPhase | 'handshake';

/** Shakes hands and judges the certificate: whether it is accepted, and how long it is still valid. */
export const tlsCheck: CheckKind<'tls'> = {
  kind: 'tls',
  describe: (monitor) => `tls ${hostAndPort(monitor)}`,
  host: (monitor) => monitor.host,
  async run(monitor, context) {
    let phase: Phase = 'dns';
    const found = await withinTimeout(
      monitor.timeoutMs,
      context,
      (signal) => attempt(monitor, context, signal, (next) => (phase = next)),
      () =>
        timedOut(monitor.timeoutMs, `${missing(phase, monitor)} within ${spanInWords(monitor.timeoutMs)}`),
    );
    return presentableOutcome(withLatencyLimits(found, monitor.latency), context.mask);
  },
};

async function attempt(
  monitor: TlsMonitor,
  { clock }: CheckContext,
  signal: AbortSignal,
  onPhase: (phase: Phase) => void,
): Promise<CheckOutcome> {
  const { host, port } = monitor;
  const trust = await readAuthority(monitor.ca);
  if (typeof trust === 'string') return outcome('unhealthy', trust, { failure: 'internal' });
  const started = clock.monotonic();
  try {
    const { socket, phases } = await connect({ host, port, clock, signal, onPhase });
    const close = (): void => void socket.destroy();
    signal.addEventListener('abort', close, { once: true });
    try {
      onPhase('handshake');
      const connected = clock.monotonic();
      const name = bareHost(monitor.servername ?? host);
      const secure = await handshake(socket, { name, trust }, signal);
      const now = clock.monotonic();
      const timing = { latencyMs: now - started, phases: { ...phases, tlsMs: now - connected } };
      const certificate = readCertificate(secure, name);
      if (certificate === null) {
        return outcome('unhealthy', 'the target showed no certificate', { ...timing, failure: 'assertion' });
      }
      const { state, message, failure } = judgeCertificate(certificate, monitor.expires, clock.now());
      return outcome(state, message, { ...timing, failure, certificate });
    } finally {
      signal.removeEventListener('abort', close);
      close();
    }
  } catch (error) {
    if (signal.aborted) throw error;
    if (error instanceof ConnectError) return unreachable(error, monitor);
    return outcome('unhealthy', `${hostAndPort(monitor)}: ${handshakeInWords(error)}`, {
      failure: 'transport',
    });
  }
}

/** What the PEM file has trusted, null for the usual authorities, or a text that says why it cannot be used. */
async function readAuthority(file: string | null): Promise<SecureContext | string | null> {
  if (file === null) return null;
  try {
    return createSecureContext({ ca: await readFile(file) });
  } catch (error) {
    return `the authority file ${file} cannot be used (${errorCode(error)}): check ca in the configuration`;
  }
}

function missing(phase: Phase, monitor: TlsMonitor): string {
  if (phase === 'dns') return `${monitor.host}: the name was not resolved`;
  if (phase === 'connect') return `${hostAndPort(monitor)}: no connection`;
  return `${hostAndPort(monitor)}: connected, but no TLS handshake`;
}
