import { BRIDGE_KEY, type Bridge } from '../shared/contract/bridge.ts';
import { bridgeApi } from './connection/bridge-api.ts';
import type { Api } from './connection/api.ts';
import { reconnectingApi } from './connection/reconnecting-api.ts';
import { openWebSocket } from './connection/websocket-channel.ts';

declare global {
  interface Window {
    /** Present in Electron only. */
    [BRIDGE_KEY]?: Bridge;
  }
}

/** Picks the transport: Electron's bridge where there is one, else the WebSocket of the host that served the window. */
export function connectToEngine(): Api {
  const bridge = window[BRIDGE_KEY];
  if (bridge) return bridgeApi(bridge);

  const url = new URL('/api/ws', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const api = reconnectingApi({
    open: () => openWebSocket(url.href),
    later: (callback, delayMs) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    // oxlint-disable-next-line no-console -- a message that breaks the contract is for whoever debugs the host
    onProblem: (text) => console.warn(text),
  });
  window.addEventListener('online', () => api.retryNow());
  window.addEventListener('focus', () => api.retryNow());
  return api;
}
