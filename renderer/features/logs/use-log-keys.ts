import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { isTyping } from '../../lib/typing.ts';
import { findRow, rowAt, totalRows, type LogPages } from './log-pages.ts';

interface Keys {
  pages: LogPages;
  scroller: RefObject<HTMLElement | null>;
  /** Rows that stand before the first page. */
  offset: number;
  /** Number of the record in the inspector. */
  selected: number | null;
  scrollTo: (index: number) => void;
  onOpen: (seq: number | null) => void;
}

/**
 * `j` and `k`, and the arrows once a row has focus, move from record to record; an open inspector follows. Enter
 * opens by itself, because a row is a button. Escape closes the inspector.
 */
export function useLogKeys(keys: Keys): void {
  const latest = useRef(keys);
  // Before the paint, so that keys always move over what is seen.
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const { pages, scroller, offset, selected, scrollTo, onOpen } = latest.current;
      const focused = document.activeElement?.closest<HTMLElement>('[data-seq]')?.dataset.seq;
      if (event.key === 'Escape' && selected !== null && !event.defaultPrevented) {
        onOpen(null);
        // A row that has the focus keeps it; from within the inspector it returns to the row of its record.
        focusWhenThere(scroller, focused === undefined ? selected : Number(focused));
        return;
      }
      const step = stepOf(event.key, focused !== undefined);
      if (step === 0) return;
      event.preventDefault();
      const current = focused === undefined ? selected : Number(focused);
      const next = nextRecord(pages, current, step);
      if (next === null) return;
      scrollTo(next.index + offset);
      if (selected !== null) onOpen(next.seq);
      focusWhenThere(scroller, next.seq);
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function stepOf(key: string, hasFocus: boolean): -1 | 0 | 1 {
  if (key === 'j' || (hasFocus && key === 'ArrowDown')) return 1;
  if (key === 'k' || (hasFocus && key === 'ArrowUp')) return -1;
  return 0;
}

/** The nearest record in the direction of `step`; from none it is the newest. Null at the ends. */
export function nextRecord(
  pages: LogPages,
  current: number | null,
  step: -1 | 1,
): { index: number; seq: number } | null {
  const from =
    current === null ? -1 : findRow(pages, (row) => row.kind === 'record' && row.record.seq === current);
  const total = totalRows(pages);
  for (let index = from < 0 ? 0 : from + step; index >= 0 && index < total; index += from < 0 ? 1 : step) {
    const row = rowAt(pages, index);
    if (row?.kind === 'record' && row.record.seq !== null) return { index, seq: row.record.seq };
  }
  return null;
}

const MOST_FRAMES = 20;

/** A virtual row exists only some frames after the list has scrolled to it. */
function focusWhenThere(scroller: RefObject<HTMLElement | null>, seq: number, frame = 0): void {
  const row = scroller.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
  if (row) row.focus({ preventScroll: frame > 0 });
  else if (frame < MOST_FRAMES) requestAnimationFrame(() => focusWhenThere(scroller, seq, frame + 1));
}
