import { useLayoutEffect, useState, type RefObject } from 'react';

/** How far an element stands below the top of what `scroller` scrolls, in pixels, kept up to date. */
export function useOffsetTop(
  ref: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const [element, frame] = [ref.current, scroller.current];
    if (!element || !frame) return;
    const measure = () => {
      const below = element.getBoundingClientRect().top - frame.getBoundingClientRect().top;
      setTop(Math.round(below + frame.scrollTop));
    };
    const observer = new ResizeObserver(measure);
    // Whatever moves the element changes the height of one that encloses it, or of one before those.
    for (let part: Element | null = element; part && part !== frame; part = part.parentElement) {
      observer.observe(part);
      if (part.previousElementSibling) observer.observe(part.previousElementSibling);
    }
    measure();
    return () => observer.disconnect();
  }, [ref, scroller]);
  return top;
}
