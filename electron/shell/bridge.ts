import type { Bridge, BridgeAnswer } from '../../shared/contract/bridge.ts';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import {
  calls,
  type CallInput,
  type CallName,
  type EventName,
  type EventPayload,
} from '../../shared/contract/contract.ts';
import type { Channel } from '../../shared/contract/envelope.ts';
import { ContractFailure } from '../../shared/contract/failure.ts';

/** The part of a page's message port that is used; the DOM's and Node's both have it. */
export interface PagePort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  removeEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  removeEventListener(type: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

/** The bridge between the page and the engine; it outlives the ports, of which each engine start brings a new one. */
export function createBridge(): {
  exposed: Bridge;
  connect(port: PagePort): void;
  navigate(path: string): void;
} {
  let client: ContractClient | null = null;
  const connectionListeners = new Set<(connected: boolean) => void>();
  const navigationListeners = new Set<(path: string) => void>();
  /** Registered with every client in turn. */
  const subscriptions = new Set<(client: ContractClient) => void>();

  const tellConnection = (connected: boolean) =>
    connectionListeners.forEach((listener) => listener(connected));

  async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<BridgeAnswer<N>> {
    try {
      if (!client) throw new ContractFailure('disconnected', 'The engine is not running.');
      return { ok: true, value: await client.call(name, input) };
    } catch (error) {
      const failure =
        error instanceof ContractFailure ? error : new ContractFailure('internal', String(error));
      return { ok: false, error: failure.toJSON() };
    }
  }

  const methods = Object.fromEntries(
    (Object.keys(calls) as CallName[]).map((name) => [
      name,
      (input: CallInput<CallName>) => call(name, input),
    ]),
  ) as { [N in CallName]: (input: CallInput<N>) => Promise<BridgeAnswer<N>> };

  return {
    exposed: {
      ...methods,
      on<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void) {
        const unsubscribers = new Set<() => void>();
        const subscribe = (to: ContractClient) => void unsubscribers.add(to.on(event, listener));
        subscriptions.add(subscribe);
        if (client) subscribe(client);
        return () => {
          subscriptions.delete(subscribe);
          unsubscribers.forEach((unsubscribe) => unsubscribe());
        };
      },
      onConnectionChange(listener) {
        connectionListeners.add(listener);
        listener(client !== null);
        return () => void connectionListeners.delete(listener);
      },
      onNavigate(listener) {
        navigationListeners.add(listener);
        return () => void navigationListeners.delete(listener);
      },
    },

    connect(port) {
      client?.close();
      const connected = createClient(portChannel(port));
      client = connected;
      connected.onClose(() => {
        if (client !== connected) return;
        client = null;
        tellConnection(false);
      });
      subscriptions.forEach((subscribe) => subscribe(connected));
      tellConnection(true);
    },

    navigate: (path) => navigationListeners.forEach((listener) => listener(path)),
  };
}

function portChannel(port: PagePort): Channel {
  port.start();
  return {
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      const onMessage = ({ data }: { data: unknown }) => listener(data);
      port.addEventListener('message', onMessage);
      return () => port.removeEventListener('message', onMessage);
    },
    onClose(listener) {
      port.addEventListener('close', listener);
      return () => port.removeEventListener('close', listener);
    },
    close: () => port.close(),
  };
}
