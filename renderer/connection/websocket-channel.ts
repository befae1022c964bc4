import type { Channel } from '../../shared/contract/envelope.ts';

/** Opens a WebSocket and wraps it as a channel of JSON text frames. Rejects when it closes before it opened. */
export function openWebSocket(url: string): Promise<Channel> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => resolve(channelOf(socket)), { once: true });
    socket.addEventListener('close', () => reject(new Error('The engine did not answer.')), { once: true });
  });
}

function channelOf(socket: WebSocket): Channel {
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage(listener) {
      const heard = ({ data }: MessageEvent) => listener(parse(data));
      socket.addEventListener('message', heard);
      return () => socket.removeEventListener('message', heard);
    },
    onClose(listener) {
      socket.addEventListener('close', listener);
      return () => socket.removeEventListener('close', listener);
    },
    close: () => socket.close(),
  };
}

/** What is not JSON arrives as its text, which no envelope fits. */
function parse(data: unknown): unknown {
  if (typeof data !== 'string') return null;
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
