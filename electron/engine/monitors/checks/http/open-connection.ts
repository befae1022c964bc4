import { isIP, type Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { Clock } from '../../../ports.ts';
import { readCertificate } from '../certificate.ts';
import { connect } from '../common/connect.ts';
import { CheckFailure } from './failure.ts';
import { addPhase, type Progress } from './progress.ts';
import type { Route } from './route.ts';
import { handshake, type TlsMaterial } from './tls.ts';
import { openTunnel } from './tunnel.ts';

/** What opening a connection needs besides its route. */
export interface Opening {
  family: 4 | 6 | null;
  verify: boolean;
  /** False once a redirect has left the monitor's own origin: no client certificate then. */
  trusted: boolean;
  material: TlsMaterial;
  clock: Clock;
  signal: AbortSignal;
  progress: Progress;
  /** Told the socket to destroy when the check ends, each time another one takes its place. */
  onSocket: (socket: Socket) => void;
}

/**
 * Opens a connection over which the request can be sent: TCP, a tunnel through the proxy, TLS, as the route wants,
 * and writes phases and certificate into `progress`. Nothing of the request leaves before the certificate is accepted.
 */
export async function openConnection(route: Route, opening: Opening): Promise<Socket> {
  const { progress, clock } = opening;
  const context = route.secure ? await opening.material.context(opening.trusted) : null;
  const { proxy } = route;
  const connecting = proxy === null ? 'connecting' : 'connecting to the proxy';
  const { socket, phases } = await connect({
    host: proxy?.host ?? route.host,
    port: proxy?.port ?? route.port,
    family: opening.family,
    clock,
    signal: opening.signal,
    onPhase: (phase) => (progress.step = phase === 'dns' ? 'looking up the name' : connecting),
  });
  opening.onSocket(socket);
  socket.setNoDelay(true);
  if (phases.dnsMs !== undefined) addPhase(progress, 'dnsMs', phases.dnsMs);
  addPhase(progress, 'connectMs', phases.connectMs);
  const passage = proxy === null ? socket : await passProxy(socket, route, opening);
  return context === null ? passage : secured(passage, route.certificateHost, context, opening);
}

/** Speaks to the proxy until the connection can carry the request; counts as part of connecting. */
async function passProxy(socket: Socket, route: Route, opening: Opening): Promise<Socket> {
  const { proxy, tunnel } = route;
  if (proxy === null) return socket;
  const { progress, clock } = opening;
  const started = clock.monotonic();
  progress.step = 'waiting for the proxy';
  let passage = socket;
  if (proxy.tls) {
    const context = await opening.material.context(false);
    const settings = { host: proxy.host, servername: serverName(proxy.host), context };
    const secure = await handshake(socket, settings, opening.onSocket);
    const problem = readCertificate(secure, proxy.host)?.problem;
    if (opening.verify && !secure.authorized)
      throw new CheckFailure('transport', `the proxy: ${problem ?? 'it showed no certificate'}`);
    passage = secure;
  }
  if (tunnel) passage = await openTunnel(passage, proxy, route);
  addPhase(progress, 'connectMs', clock.monotonic() - started);
  return passage;
}

async function secured(
  socket: Socket,
  host: string,
  context: SecureContext,
  opening: Opening,
): Promise<Socket> {
  const { progress, clock } = opening;
  const started = clock.monotonic();
  progress.step = 'TLS handshake';
  const secure = await handshake(socket, { host, servername: serverName(host), context }, opening.onSocket);
  addPhase(progress, 'tlsMs', clock.monotonic() - started);
  progress.certificate = readCertificate(secure, host);
  if (opening.verify && !secure.authorized) {
    throw new CheckFailure('transport', progress.certificate?.problem ?? 'the target showed no certificate');
  }
  return secure;
}

/** SNI carries names only (RFC 6066, section 3). */
function serverName(host: string): string | undefined {
  return isIP(host) ? undefined : host;
}
