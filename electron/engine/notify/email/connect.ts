import { connect as connectTo, type Socket } from 'node:net';
import type { SmtpServer } from '../../../../shared/config/notify/smtp-url.ts';
import { errorCode, transportInWords } from '../../monitors/checks/common/transport-words.ts';
import { DeliveryError } from '../delivery-error.ts';

/** A connection to a mail server that ends, whatever is under way on it, when the signal is aborted. */
export function connectSmtp({ host, port }: SmtpServer, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const socket = connectTo({ host, port });
    const onAbort = () => socket.destroy(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', onAbort));
    const onError = (error: Error) =>
      reject(
        signal.aborted
          ? (signal.reason as Error)
          : new DeliveryError(`${host}:${port}: ${transportInWords(errorCode(error))}`),
      );
    socket.once('error', onError);
    socket.once('connect', () => {
      socket.off('error', onError);
      resolve(socket);
    });
  });
}
