import type {
  CallInput,
  CallName,
  CallOutput,
  EventName,
  EventPayload,
} from '../../shared/contract/contract.ts';

/** The contract as the window uses it; nothing beyond this file knows by which transport it travels. */
export interface Api {
  /** Rejects with a ContractFailure; with the code `disconnected` while the engine cannot be reached. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** Stays subscribed through reconnections; returns the unsubscribe. */
  on<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Tells at once whether the engine can be reached, and then at every change. */
  onConnectionChange(listener: (connected: boolean) => void): () => void;
  /** Told when the desktop wants another page shown, as after a click in the tray; never told in a browser. */
  onNavigate(listener: (path: string) => void): () => void;
}
