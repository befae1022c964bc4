import { createContext, useContext, type RefObject } from 'react';

/** The element that scrolls the page; lists that draw only what is in sight need it. */
export const ScrollerContext = createContext<RefObject<HTMLElement | null>>({ current: null });

export function useScroller(): RefObject<HTMLElement | null> {
  return useContext(ScrollerContext);
}
