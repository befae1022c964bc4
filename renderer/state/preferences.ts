import { createStore, type Store } from '../lib/store.ts';

/** What a person set for this window; kept in this browser only. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  density: 'comfortable' | 'compact';
  /** `system` follows the languages of the browser. */
  locale: 'system' | 'en' | 'de' | 'zh-Hans';
  /** Steps of the first-start card that are done or skipped. */
  firstSteps: string[];
  /** When a suggested dependency was put off, by `CHILD PARENT`. */
  putOff: Readonly<Record<string, number>>;
}

const KEY = 'watchpost.preferences';
const DEFAULTS: Preferences = {
  theme: 'system',
  density: 'comfortable',
  locale: 'system',
  firstSteps: [],
  putOff: {},
};

/** Reads the stored preferences, applies theme and density to the document, and keeps both up to date. */
export function createPreferences(): Store<Preferences> {
  const store = createStore(read());
  const light = window.matchMedia('(prefers-color-scheme: light)');
  const show = () => apply(store.get(), light.matches);
  light.addEventListener('change', show);
  store.subscribe(() => {
    show();
    write(store.get());
  });
  show();
  return store;
}

function apply({ theme, density }: Preferences, systemIsLight: boolean): void {
  const { dataset } = document.documentElement;
  dataset.theme = theme === 'system' ? (systemIsLight ? 'light' : 'dark') : theme;
  if (density === 'compact') dataset.density = 'compact';
  else delete dataset.density;
}

function read(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return { ...DEFAULTS, ...(typeof stored === 'object' ? stored : {}) };
  } catch {
    // Storage can be forbidden or hold nonsense; both mean that nothing was chosen.
    return DEFAULTS;
  }
}

function write(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Without storage a choice holds until the window closes.
  }
}
