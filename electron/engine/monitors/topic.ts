import type { Cancel } from '../ports.ts';

/** One kind of news and those who listen to it. */
export interface Topic<T> {
  /** Returns its unsubscribe. */
  on: (listener: (news: T) => void) => Cancel;
  tell: (news: T) => void;
}

/** Tells listeners in the order in which they came; one that comes or goes meanwhile does not disturb the others. */
export function createTopic<T>(): Topic<T> {
  const listeners = new Map<symbol, (news: T) => void>();
  return {
    on(listener) {
      const key = Symbol('listener');
      listeners.set(key, listener);
      return () => void listeners.delete(key);
    },
    tell(news) {
      for (const listener of listeners.values()) listener(news);
    },
  };
}
