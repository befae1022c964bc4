import type { Bridge, BridgeAnswer } from '../../shared/contract/bridge.ts';
import type { CallInput, CallName } from '../../shared/contract/contract.ts';
import { ContractFailure } from '../../shared/contract/failure.ts';
import type { Api } from './api.ts';

/** The contract through the methods that Electron's preload exposes. */
export function bridgeApi(bridge: Bridge): Api {
  return {
    async call<N extends CallName>(name: N, input: CallInput<N>) {
      const method = bridge[name] as (input: CallInput<N>) => Promise<BridgeAnswer<N>>;
      const answer = await method(input);
      if (!answer.ok) throw new ContractFailure(answer.error.code, answer.error.message);
      return answer.value;
    },
    on: (event, listener) => bridge.on(event, listener),
    onConnectionChange: (listener) => bridge.onConnectionChange(listener),
    onNavigate: (listener) => bridge.onNavigate(listener),
  };
}
