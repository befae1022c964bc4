import { useEffect, type RefObject } from 'react';
import { isTyping } from '../../lib/typing.ts';
import { useCommands } from '../../state/commands.ts';
import type { Item } from './items.ts';

/**
 * `j` and `k` (and the arrows, once a row has focus) move from row to row, `c` checks the focused one. Enter
 * opens it by itself, because a row's name is a link.
 */
export function useRowKeys(
  items: readonly Item[],
  list: RefObject<HTMLElement | null>,
  scrollTo: (index: number) => void,
): void {
  const commands = useCommands();
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const focused = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row ?? null;
      if (event.key === 'c' && focused) {
        commands.checkNow([focused]);
        return;
      }
      const step = stepOf(event.key, focused !== null);
      if (step === 0) return;
      event.preventDefault();
      const from = items.findIndex((item) => item.key === focused);
      const next = nextRow(items, from, step);
      if (next === null) return;
      scrollTo(next.index);
      focusWhenThere(list, next.key);
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [items, list, scrollTo, commands]);
}

function stepOf(key: string, hasFocus: boolean): -1 | 0 | 1 {
  if (key === 'j' || (hasFocus && key === 'ArrowDown')) return 1;
  if (key === 'k' || (hasFocus && key === 'ArrowUp')) return -1;
  return 0;
}

/** The nearest row in the direction of `step`; from -1 (none) it is the first. Null at the ends. */
export function nextRow(
  items: readonly Item[],
  from: number,
  step: -1 | 1,
): { index: number; key: string } | null {
  for (
    let index = from < 0 ? 0 : from + step;
    index >= 0 && index < items.length;
    index += from < 0 ? 1 : step
  ) {
    const item = items[index];
    if (item?.kind === 'row') return { index, key: item.key };
  }
  return null;
}

const MOST_FRAMES = 20;

/** A virtual row exists only some frames after the list has scrolled to it. */
function focusWhenThere(list: RefObject<HTMLElement | null>, id: string, frame = 0): void {
  const links = list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [];
  const link = [...links].find(({ dataset }) => dataset.row === id);
  if (link) link.focus({ preventScroll: frame > 0 });
  else if (frame < MOST_FRAMES) requestAnimationFrame(() => focusWhenThere(list, id, frame + 1));
}
