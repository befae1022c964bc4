import type { WebSocket } from 'ws';
import type { Channel } from '../../shared/contract/envelope.ts';

/** A reader that lags this far behind is cut off; it connects again and starts from the present state. */
const MOST_BUFFERED_BYTES = 32 * 1024 * 1024;

/** A channel over a WebSocket: one JSON document a text frame. */
export function webSocketChannel(socket: WebSocket): Channel {
  return {
    send(message) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MOST_BUFFERED_BYTES) {
        socket.terminate();
        return;
      }
      socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      const onMessage = (data: Buffer, isBinary: boolean) => {
        let message: unknown;
        try {
          message = isBinary ? undefined : JSON.parse(data.toString());
        } catch {
          socket.close(1007, 'not JSON');
          return;
        }
        listener(message);
      };
      socket.on('message', onMessage);
      return () => void socket.off('message', onMessage);
    },
    onClose(listener) {
      socket.on('close', listener);
      return () => void socket.off('close', listener);
    },
    close: () => socket.close(),
  };
}
