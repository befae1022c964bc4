import type { Presence, Signals } from '../engine/ports.ts';

/** Signals that a host passes on as it learns of them. */
export interface ManualSignals {
  signals: Signals;
  tell: (name: 'suspend' | 'resume') => void;
  tellPresence: (presence: Presence) => void;
}

export function manualSignals(): ManualSignals {
  const listeners = { suspend: new Set<() => void>(), resume: new Set<() => void>() };
  const watchers = new Set<(presence: Presence) => void>();
  const on = (name: 'suspend' | 'resume') => (listener: () => void) => {
    listeners[name].add(listener);
    return () => void listeners[name].delete(listener);
  };
  return {
    signals: {
      onSuspend: on('suspend'),
      onResume: on('resume'),
      onPresence(listener) {
        watchers.add(listener);
        return () => void watchers.delete(listener);
      },
    },
    tellPresence: (presence) => watchers.forEach((watcher) => watcher(presence)),
    tell: (name) => listeners[name].forEach((listener) => listener()),
  };
}
