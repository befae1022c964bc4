import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';
import type { Api } from '../connection/api.ts';
import { useStore, type Store } from '../lib/store.ts';
import type { Live } from './live.ts';
import type { Preferences } from './preferences.ts';
import type { Ticker } from './ticker.ts';
import type { Toasts } from './toasts.ts';

/** What every part of the window may use; made once in main.tsx, or by a test. */
export interface Services {
  api: Api;
  live: Store<Live>;
  preferences: Store<Preferences>;
  ticker: Ticker;
  toasts: Toasts;
}

const ServicesContext = createContext<Services | null>(null);

export function ServicesProvider({ services, children }: { services: Services; children: ReactNode }) {
  return <ServicesContext value={services}>{children}</ServicesContext>;
}

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('useServices needs a ServicesProvider above it.');
  return services;
}

export function useApi(): Api {
  return useServices().api;
}

/** Part of what is known right now; `select` must return the same value for the same state. */
export function useLive<S>(select: (live: Live) => S): S {
  return useStore(useServices().live, select);
}

export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const { preferences } = useServices();
  const value = useStore(preferences, (all) => all);
  return [value, (change) => preferences.update((all) => ({ ...all, ...change }))];
}

/** Something derived from the time, such as an age; renders again only when the derived value changes. */
export function useNow<S extends string | number | boolean>(derive: (now: number) => S): S {
  const { ticker } = useServices();
  return useSyncExternalStore(ticker.subscribe, () => derive(ticker.now()));
}
