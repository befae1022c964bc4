import { createStore, type Store } from '../lib/store.ts';

export interface Toast {
  id: number;
  tone: 'info' | 'problem';
  text: string;
}

/** Short answers to what a person did; problems stay longer. */
export interface Toasts {
  store: Store<readonly Toast[]>;
  show(tone: Toast['tone'], text: string): void;
}

const SHOWN_MS = { info: 2600, problem: 8000 };
const MOST = 3;

export function createToasts(): Toasts {
  const store = createStore<readonly Toast[]>([]);
  let nextId = 1;
  return {
    store,
    show(tone, text) {
      const id = nextId++;
      store.update((all) => [...all, { id, tone, text }].slice(-MOST));
      setTimeout(() => store.update((all) => all.filter((toast) => toast.id !== id)), SHOWN_MS[tone]);
    },
  };
}
