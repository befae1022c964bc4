import './zod-jitless.ts';
import './styles/index.ts';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { connectToEngine } from './api.ts';
import { createStore } from './lib/store.ts';
import { announceNonce } from './nonce.ts';
import { NOTHING_KNOWN } from './state/live.ts';
import { createPreferences } from './state/preferences.ts';
import { syncLive } from './state/sync.ts';
import { createTicker } from './state/ticker.ts';
import { createToasts } from './state/toasts.ts';

announceNonce();
const api = connectToEngine();
const live = createStore(NOTHING_KNOWN);
syncLive(api, live);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root.');
createRoot(root).render(
  <App
    services={{ api, live, preferences: createPreferences(), ticker: createTicker(), toasts: createToasts() }}
  />,
);
