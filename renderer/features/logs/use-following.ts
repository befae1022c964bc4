import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { isTyping } from '../../lib/typing.ts';
import type { LogList } from './log-list.ts';

/** The newest row counts as in sight while the list is scrolled no further than this, in pixels. */
const AT_TOP = 8;

export interface Following {
  on: boolean;
  toggle: () => void;
  /** Goes to the newest and follows. */
  resume: () => void;
}

/** Live tail: on while the newest row is in sight, off when one scrolls away or says so; `f` switches. */
export function useFollowing(
  scroller: RefObject<HTMLElement | null>,
  list: LogList,
  live: boolean,
): Following {
  const [away, setAway] = useState(false);
  const [paused, setPaused] = useState(false);
  const on = live && !away && !paused;

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => setAway(element.scrollTop > AT_TOP);
    look();
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroller]);
  useEffect(() => list.follow(on), [list, on]);

  function resume(): void {
    scroller.current?.scrollTo({ top: 0 });
    setAway(false);
    setPaused(false);
  }
  const toggle = () => (on ? setPaused(true) : resume());

  const latest = useRef(toggle);
  // Before the paint, so that keys always move over what is seen.
  useLayoutEffect(() => {
    latest.current = toggle;
  });
  useEffect(() => {
    if (!live) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === 'f') latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [live]);

  return { on, toggle, resume };
}
