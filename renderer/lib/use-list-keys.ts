import { useEffect, type RefObject } from 'react';
import { isTyping } from './typing.ts';

/** `j` and `k` (and the arrows, once a row has focus) move between the elements of a list that have `data-row`. */
export function useListKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
      const at = rows.findIndex((row) => row === document.activeElement);
      const step = stepOf(event.key, at >= 0);
      if (step === 0) return;
      const next = rows[at < 0 ? 0 : at + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [list]);
}

function stepOf(key: string, hasFocus: boolean): -1 | 0 | 1 {
  if (key === 'j' || (hasFocus && key === 'ArrowDown')) return 1;
  if (key === 'k' || (hasFocus && key === 'ArrowUp')) return -1;
  return 0;
}
