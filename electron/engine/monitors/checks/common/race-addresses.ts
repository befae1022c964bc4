import { connect as openSocket, type Socket } from 'node:net';
import type { Cancel, Clock } from '../../../ports.ts';
import { decisiveCode } from './addresses.ts';
import { ConnectError } from './connect-error.ts';
import { errorCode } from './transport-words.ts';

/** Pause before the next address is tried beside the ones under way (RFC 8305, section 5). */
const ATTEMPT_DELAY_MS = 250;

/**
 * Connects to the first of several addresses that answers. Each next one starts 250 ms after the one before, or at
 * once when that failed; a slow address is never given up for a broken one. Rejects with `ConnectError` when all
 * failed, or with the signal's reason.
 */
export function raceAddresses(
  addresses: string[],
  { port, clock, signal }: { port: number; clock: Clock; signal: AbortSignal },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const waiting = [...addresses];
    const open = new Set<Socket>();
    const codes: string[] = [];
    let cancelNext: Cancel = () => {};
    let finished = false;

    const finish = (winner: Socket | null): void => {
      finished = true;
      cancelNext();
      signal.removeEventListener('abort', onAbort);
      for (const socket of open) if (socket !== winner) socket.destroy();
      open.clear();
    };
    const onAbort = (): void => {
      finish(null);
      reject(signal.reason as Error);
    };
    const next = (): void => {
      if (finished) return;
      cancelNext();
      const address = waiting.shift();
      if (address === undefined) {
        if (open.size > 0) return;
        finish(null);
        reject(new ConnectError('connect', decisiveCode(codes)));
        return;
      }
      attempt(address);
      if (waiting.length > 0) cancelNext = clock.setTimeout(next, ATTEMPT_DELAY_MS);
    };
    const attempt = (address: string): void => {
      const socket = openSocket({ host: address, port, autoSelectFamily: false });
      open.add(socket);
      const onError = (error: unknown): void => {
        open.delete(socket);
        codes.push(errorCode(error));
        next();
      };
      socket.once('error', onError);
      socket.once('connect', () => {
        socket.off('error', onError);
        finish(socket);
        resolve(socket);
      });
    };
    signal.addEventListener('abort', onAbort, { once: true });
    next();
  });
}
