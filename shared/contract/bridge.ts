import type { CallInput, CallName, CallOutput, EventName, EventPayload } from './contract.ts';
import type { ContractError } from './envelope.ts';

/** What a bridged call resolves to: errors are values, because Electron's bridge strips errors to their text. */
export type BridgeAnswer<N extends CallName> =
  | { ok: true; value: CallOutput<N> }
  | { ok: false; error: ContractError };

/**
 * What the preload exposes as `window.watchpost`: one named method for each contract entry and no generic send.
 * Methods never reject. All unsubscribe functions may be called more than once.
 */
export type Bridge = {
  readonly [N in CallName]: (input: CallInput<N>) => Promise<BridgeAnswer<N>>;
} & {
  on<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Tells at once whether the engine can be reached, and then at every change. */
  onConnectionChange(listener: (connected: boolean) => void): () => void;
  /** Told when the shell wants another page of the window shown, as after a click in the tray. */
  onNavigate(listener: (path: string) => void): () => void;
};

/** The name of the property of `window` that holds the bridge. */
export const BRIDGE_KEY = 'watchpost';
