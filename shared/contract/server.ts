import {
  calls,
  events,
  type CallName,
  type EventName,
  type EventPayload,
  type Handlers,
} from './contract.ts';
import { callSchema, type Call, type Channel, type ContractError, type ServerMessage } from './envelope.ts';
import { ContractFailure } from './failure.ts';

/** The engine's end of the contract: answers calls from any number of channels and tells all of them events. */
export interface ContractServer {
  /** Serves one channel until it closes; returns what detaches it earlier. */
  attach(channel: Channel): () => void;
  /** Sends an event to every attached channel. */
  publish<N extends EventName>(name: N, payload: EventPayload<N>): void;
}

/**
 * @param onInternalError told of everything that a caller is only told about in general words
 */
export function createContractServer(
  handlers: Handlers,
  onInternalError: (callName: string, error: unknown) => void,
): ContractServer {
  const channels = new Set<Channel>();

  async function answer(call: Call): Promise<ServerMessage> {
    try {
      return { type: 'result', id: call.id, value: await carryOut(handlers, call) };
    } catch (error) {
      if (!(error instanceof ContractFailure)) onInternalError(call.name, error);
      return { type: 'error', id: call.id, error: describe(error) };
    }
  }

  return {
    attach(channel) {
      channels.add(channel);
      const stopListening = channel.onMessage((message) => {
        const call = callSchema.safeParse(message);
        if (!call.success) {
          // Without a readable id there is nobody to answer; a peer that breaks the envelope is cut off.
          channel.close();
          return;
        }
        void answer(call.data).then((reply) => {
          if (channels.has(channel)) channel.send(reply);
        });
      });
      const detach = () => {
        stopListening();
        stopWaiting();
        channels.delete(channel);
      };
      const stopWaiting = channel.onClose(detach);
      return detach;
    },

    publish(name, payload) {
      if (channels.size === 0) return;
      const message: ServerMessage = { type: 'event', name, payload: events[name].parse(payload) };
      for (const channel of channels) channel.send(message);
    },
  };
}

async function carryOut(handlers: Handlers, call: Call): Promise<unknown> {
  if (!isCallName(call.name)) {
    throw new ContractFailure('unknown-call', `There is no call named "${call.name}".`);
  }
  const entry = calls[call.name];
  const input = entry.input.safeParse(call.input);
  if (!input.success) {
    const problem = input.error.issues[0];
    throw new ContractFailure(
      'invalid-request',
      `${call.name}: ${problem?.path.join('.') ?? ''} ${problem?.message ?? 'invalid input'}`.trim(),
    );
  }
  const handler = handlers[call.name] as (value: unknown) => unknown;
  return entry.output.parse(await handler(input.data));
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

function describe(error: unknown): ContractError {
  if (error instanceof ContractFailure) return error.toJSON();
  return { code: 'internal', message: 'Something went wrong inside Watchpost; its log has the details.' };
}
