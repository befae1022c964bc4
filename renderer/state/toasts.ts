import { createStore, type Store } from '../lib/store.ts';

export interface Toast {
  id: number;
  tone: 'info' | 'problem';
  text: string;
  /** What a button in the toast does, such as taking back what was just done. */
  action?: { label: string; run: () => void };
}

/** Short answers to what a person did; problems stay longer. */
export interface Toasts {
  store: Store<readonly Toast[]>;
  show(tone: Toast['tone'], text: string, action?: Toast['action']): void;
  dismiss(id: number): void;
}

const SHOWN_MS = { info: 2600, problem: 8000 };
/** Long enough to read, decide and reach the button. */
const ACTION_MS = 10_000;
const MOST = 3;

export function createToasts(): Toasts {
  const store = createStore<readonly Toast[]>([]);
  let nextId = 1;
  const dismiss = (id: number) => store.update((all) => all.filter((toast) => toast.id !== id));
  return {
    store,
    show(tone, text, action) {
      const id = nextId++;
      store.update((all) => [...all, { id, tone, text, ...(action ? { action } : {}) }].slice(-MOST));
      setTimeout(() => dismiss(id), action ? ACTION_MS : SHOWN_MS[tone]);
    },
    dismiss,
  };
}
