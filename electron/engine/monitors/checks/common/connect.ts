import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import type { Clock } from '../../../ports.ts';
import { bareHost } from '../../loopback.ts';
import { inTurn } from './addresses.ts';
import { ConnectError, type ConnectPhase } from './connect-error.ts';
import { raceAddresses } from './race-addresses.ts';
import { errorCode } from './transport-words.ts';

export { ConnectError, type ConnectPhase } from './connect-error.ts';

/** An open connection and how long its parts took, in milliseconds. */
export interface Connection {
  socket: Socket;
  phases: { dnsMs?: number; connectMs: number };
}

/** Where to connect to; `host` is a name or an address, also in brackets. */
export interface ConnectOptions {
  host: string;
  port: number;
  /** Only addresses of this family; null or absent: both. */
  family?: 4 | 6 | null;
  clock: Clock;
  /** Ends all attempts; the promise then rejects with its reason. */
  signal: AbortSignal;
  /** Told when a phase begins, so that a timeout can name it. */
  onPhase?(phase: ConnectPhase): void;
}

/**
 * Opens a TCP connection as RFC 8305 (happy eyeballs) has it: all addresses of the name, families in turn, each next
 * one 250 ms after the one before or at once when that failed; the first that connects wins. A slow address is
 * never given up for a broken one. Rejects with `ConnectError`.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const { clock, signal } = options;
  const host = bareHost(options.host);
  const started = clock.monotonic();
  options.onPhase?.('dns');
  const addresses = isIP(host) ? [host] : inTurn(await resolve(host, options.family ?? 0));
  signal.throwIfAborted();
  const resolved = clock.monotonic();
  options.onPhase?.('connect');
  const socket = await raceAddresses(addresses, options);
  const connectMs = clock.monotonic() - resolved;
  return { socket, phases: isIP(host) ? { connectMs } : { dnsMs: resolved - started, connectMs } };
}

async function resolve(host: string, family: 0 | 4 | 6): Promise<string[]> {
  try {
    const found = await lookup(host, { all: true, order: 'verbatim', family });
    return found.map((entry) => entry.address);
  } catch (error) {
    throw new ConnectError('dns', errorCode(error));
  }
}
