import type { MessagePortMain } from 'electron';
import type { Channel } from '../../shared/contract/envelope.ts';

/** A channel over a message port of the main process. */
export function messagePortChannel(port: MessagePortMain): Channel {
  port.start();
  return {
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      const onMessage = (event: { data: unknown }) => listener(event.data);
      port.on('message', onMessage);
      return () => void port.off('message', onMessage);
    },
    onClose(listener) {
      port.on('close', listener);
      return () => void port.off('close', listener);
    },
    close: () => port.close(),
  };
}
