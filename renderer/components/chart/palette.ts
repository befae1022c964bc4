import { useSyncExternalStore } from 'react';

/** The colours that a canvas needs, as the present theme has them. */
export interface Palette {
  text: string;
  line: string;
  accent: string;
  band: string;
  unknown: string;
  unhealthy: string;
  fieldUnknown: string;
  fieldUnhealthy: string;
  fieldDegraded: string;
  panel: string;
  font: string;
}

const VARIABLES: Record<keyof Palette, string> = {
  text: '--text-3',
  line: '--line-soft',
  accent: '--accent',
  band: '--band',
  unknown: '--unknown',
  unhealthy: '--unhealthy',
  fieldUnknown: '--field-unknown',
  fieldUnhealthy: '--field-unhealthy',
  fieldDegraded: '--field-degraded',
  panel: '--panel',
  font: '--font',
};

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const palette = { ...VARIABLES };
  for (const [key, name] of Object.entries(VARIABLES)) {
    palette[key as keyof Palette] = style.getPropertyValue(name).trim();
  }
  return palette;
}

/** The name of the present theme; a canvas is drawn anew when it changes. */
export function useThemeName(): string {
  return useSyncExternalStore(
    (listener) => {
      const observer = new MutationObserver(listener);
      observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
      return () => observer.disconnect();
    },
    () => document.documentElement.dataset.theme ?? 'dark',
  );
}
