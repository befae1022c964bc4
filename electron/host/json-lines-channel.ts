import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import type { Channel } from '../../shared/contract/envelope.ts';

/** A message beyond this is no message of the contract. */
const LONGEST_LINE = 64 * 1024 * 1024;
/** A reader that lags this far behind is cut off, so that it cannot fill the memory of the one who tells. */
const MOST_BUFFERED_BYTES = 32 * 1024 * 1024;

/** A channel over a local socket: one JSON document a line. A peer that sends anything else is cut off. */
export function jsonLinesChannel(socket: Socket): Channel {
  const messageListeners = new Set<(message: unknown) => void>();
  const closeListeners = new Set<() => void>();
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  let length = 0;

  socket.on('data', (chunk) => {
    const text = decoder.write(chunk);
    const pieces = text.split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      const line = [...parts, piece].join('');
      parts = [];
      length = 0;
      if (!receive(line)) return;
    }
    parts.push(last);
    length += last.length;
    if (length > LONGEST_LINE) socket.destroy();
  });
  socket.on('close', () => closeListeners.forEach((listener) => listener()));
  // The close that follows says all there is to say: the peer is gone.
  socket.on('error', () => socket.destroy());

  function receive(line: string): boolean {
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      socket.destroy();
      return false;
    }
    // A listener that is added by another one must not hear the message that is being told.
    [...messageListeners].forEach((listener) => listener(message));
    return true;
  }

  return {
    send(message) {
      if (!socket.writable) return;
      if (socket.writableLength > MOST_BUFFERED_BYTES) socket.destroy();
      else socket.write(`${JSON.stringify(message)}\n`);
    },
    onMessage(listener) {
      messageListeners.add(listener);
      return () => void messageListeners.delete(listener);
    },
    onClose(listener) {
      if (socket.destroyed) queueMicrotask(listener);
      closeListeners.add(listener);
      return () => void closeListeners.delete(listener);
    },
    close: () => void socket.end(),
  };
}
