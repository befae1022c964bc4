import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import type { CallInput, CallName, EventName, EventPayload } from '../../shared/contract/contract.ts';
import type { Channel } from '../../shared/contract/envelope.ts';
import { ContractFailure } from '../../shared/contract/failure.ts';
import type { Api } from './api.ts';

export interface ReconnectingOptions {
  /** Resolves with an open channel, or rejects when none can be had now. */
  open: () => Promise<Channel>;
  /** Runs `callback` later; returns the cancel. */
  later: (callback: () => void, delayMs: number) => () => void;
  /** 0 to 1, spreads the attempts of many windows. */
  random: () => number;
  onProblem?: (text: string) => void;
}

export interface ReconnectingApi extends Api {
  /** Tries again at once, because something suggests that it would work now. */
  retryNow(): void;
  close(): void;
}

const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 8000;

/** The contract over channels that come and go: opens the next one with back-off and keeps all subscriptions. */
export function reconnectingApi(options: ReconnectingOptions): ReconnectingApi {
  type Subscription = (client: ContractClient) => () => void;
  const subscriptions = new Map<Subscription, (() => void) | null>();
  const connectionListeners = new Set<(connected: boolean) => void>();
  let client: ContractClient | null = null;
  let failures = 0;
  let opening = false;
  let closed = false;
  let cancelRetry: (() => void) | null = null;

  function connect(): void {
    cancelRetry = null;
    opening = true;
    options.open().then(opened, () => {
      opening = false;
      failures += 1;
      if (!closed) retryLater();
    });
  }

  function opened(channel: Channel): void {
    opening = false;
    if (closed) {
      channel.close();
      return;
    }
    failures = 0;
    const next = createClient(channel, options.onProblem);
    client = next;
    for (const subscribe of subscriptions.keys()) subscriptions.set(subscribe, subscribe(next));
    next.onClose(() => {
      client = null;
      tell(false);
      if (!closed) retryLater();
    });
    tell(true);
  }

  function retryLater(): void {
    const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
    cancelRetry = options.later(connect, delay * (0.75 + options.random() * 0.5));
  }

  function tell(connected: boolean): void {
    for (const listener of connectionListeners) listener(connected);
  }

  connect();
  return {
    call<N extends CallName>(name: N, input: CallInput<N>) {
      if (client) return client.call(name, input);
      return Promise.reject(new ContractFailure('disconnected', 'The engine cannot be reached.'));
    },
    on<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void) {
      const subscribe: Subscription = (to) => to.on(event, listener);
      subscriptions.set(subscribe, client && subscribe(client));
      return () => {
        subscriptions.get(subscribe)?.();
        subscriptions.delete(subscribe);
      };
    },
    onConnectionChange(listener) {
      connectionListeners.add(listener);
      listener(client !== null);
      return () => void connectionListeners.delete(listener);
    },
    onNavigate: () => () => {},
    retryNow() {
      if (client || opening || closed) return;
      cancelRetry?.();
      connect();
    },
    close() {
      closed = true;
      cancelRetry?.();
      client?.close();
    },
  };
}
