import {
  calls,
  events,
  type CallInput,
  type CallName,
  type CallOutput,
  type EventName,
  type EventPayload,
} from './contract.ts';
import { serverMessageSchema, type Call, type Channel, type ServerMessage } from './envelope.ts';
import { ContractFailure } from './failure.ts';

/** The looking end of the contract: asks, commands and listens over one channel. */
export interface ContractClient {
  /**
   * Rejects with a ContractFailure: the server's own, `invalid-request` when the input does not fit,
   * `invalid-answer` when the answer does not, `disconnected` when the channel closes first. Never times out.
   */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** Listeners are told in the order of their registration; returns the unsubscribe. */
  on<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Told once, at once if the channel is already closed. */
  onClose(listener: () => void): () => void;
  close(): void;
}

interface Pending {
  name: CallName;
  resolve: (value: unknown) => void;
  reject: (reason: ContractFailure) => void;
}

type AnyListener = (payload: unknown) => void;

/**
 * @param onProblem told of messages that break the contract and belong to no call: they are dropped
 */
export function createClient(channel: Channel, onProblem: (text: string) => void = () => {}): ContractClient {
  const pending = new Map<number, Pending>();
  const listeners = new Map<EventName, Set<AnyListener>>();
  const closeListeners = new Set<() => void>();
  let nextId = 1;
  let closed = false;

  channel.onMessage((raw) => {
    const message = serverMessageSchema.safeParse(raw);
    if (!message.success) onProblem('A message that breaks the envelope was dropped.');
    else receive(message.data);
  });
  channel.onClose(() => {
    if (closed) return;
    closed = true;
    for (const { reject } of pending.values()) reject(disconnected());
    pending.clear();
    for (const listener of closeListeners) listener();
  });

  function receive(message: ServerMessage): void {
    if (message.type === 'event') {
      tell(message.name, message.payload);
      return;
    }
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (!call) {
      onProblem(`An answer to call ${message.id}, which nobody made, was dropped.`);
      return;
    }
    if (message.type === 'error') {
      call.reject(new ContractFailure(message.error.code, message.error.message));
      return;
    }
    const value = calls[call.name].output.safeParse(message.value);
    if (value.success) call.resolve(value.data);
    else call.reject(new ContractFailure('invalid-answer', `${call.name}: ${firstProblem(value.error)}`));
  }

  function tell(name: string, payload: unknown): void {
    if (!isEventName(name)) {
      onProblem(`An event of the unknown name "${name}" was dropped.`);
      return;
    }
    const parsed = events[name].safeParse(payload);
    if (!parsed.success) {
      onProblem(`An event "${name}" that does not fit was dropped: ${firstProblem(parsed.error)}`);
      return;
    }
    for (const listener of listeners.get(name) ?? []) listener(parsed.data);
  }

  return {
    call<N extends CallName>(name: N, input: CallInput<N>) {
      if (closed) return Promise.reject(disconnected());
      const parsed = calls[name].input.safeParse(input);
      if (!parsed.success) {
        return Promise.reject(
          new ContractFailure('invalid-request', `${name}: ${firstProblem(parsed.error)}`),
        );
      }
      const id = nextId++;
      return new Promise<CallOutput<N>>((resolve, reject) => {
        pending.set(id, { name, resolve: resolve as (value: unknown) => void, reject });
        channel.send({ type: 'call', id, name, input: parsed.data } satisfies Call);
      });
    },

    on(event, listener) {
      const added = listener as AnyListener;
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(added));
      return () => void set.delete(added);
    },

    onClose(listener) {
      if (closed) {
        listener();
        return () => {};
      }
      closeListeners.add(listener);
      return () => void closeListeners.delete(listener);
    },

    close: () => channel.close(),
  };
}

function disconnected(): ContractFailure {
  return new ContractFailure('disconnected', 'The connection to the engine is closed.');
}

function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}

function firstProblem(error: { issues: { path: PropertyKey[]; message: string }[] }): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.map(String).join('.')} ${issue.message}`.trim() : 'it does not fit';
}
