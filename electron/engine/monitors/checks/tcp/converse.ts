import type { Socket } from 'node:net';

/** How much of an answer is read while looking for the expected text. */
export const ANSWER_LIMIT = 64 * 1024;

/** How a conversation ended; `received` is what came, at most `ANSWER_LIMIT` bytes. */
export interface Answer {
  end: 'met' | 'closed' | 'full';
  received: Buffer;
}

/**
 * Sends a text (where there is one) and reads until `expect` is in the answer, the target closes, or 64 KiB have
 * come. Compares bytes as UTF-8. Rejects with the socket's error or the signal's reason; leaves closing to the caller.
 */
export function converse(
  socket: Socket,
  send: string | null,
  expect: string,
  signal: AbortSignal,
): Promise<Answer> {
  const wanted = Buffer.from(expect, 'utf8');
  const room = Buffer.alloc(ANSWER_LIMIT);
  let length = 0;
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      socket.off('data', onData).off('end', onEnd).off('error', onError).pause();
      signal.removeEventListener('abort', onAbort);
    };
    const finish = (end: Answer['end']): void => {
      stop();
      resolve({ end, received: room.subarray(0, length) });
    };
    const onData = (chunk: Buffer): void => {
      const searchFrom = Math.max(0, length - wanted.length + 1);
      length += chunk.copy(room, length);
      if (room.subarray(0, length).indexOf(wanted, searchFrom) >= 0) finish('met');
      else if (length === room.length) finish('full');
    };
    const onEnd = (): void => finish('closed');
    const onError = (error: Error): void => {
      stop();
      reject(error);
    };
    const onAbort = (): void => {
      stop();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('data', onData).on('end', onEnd).on('error', onError);
    if (send !== null) socket.write(send);
  });
}

/** Sends a text and waits until it has left this process. Rejects with the socket's error. */
export function tell(socket: Socket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.end(text, resolve);
  });
}
