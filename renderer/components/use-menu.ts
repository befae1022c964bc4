import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

const ITEMS = '[role^=menuitem]';

export interface MenuState {
  open: boolean;
  /** Of the element that holds button and list. */
  root: RefObject<HTMLDivElement | null>;
  toggle: () => void;
  /** Closes and returns to the button. */
  close: () => void;
  /** Of the list: arrow keys move, Escape closes. */
  onKeyDown: (event: KeyboardEvent) => void;
}

/** What every menu does: opens on its button, closes on a click elsewhere, moves with the arrow keys. */
export function useMenu(): MenuState {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    const items = root.current;
    (
      items?.querySelector<HTMLElement>(`${ITEMS}[aria-checked=true]`) ??
      items?.querySelector<HTMLElement>(ITEMS)
    )?.focus();
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  function close(): void {
    setOpen(false);
    root.current?.querySelector<HTMLElement>('button')?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const entries = [...(root.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else if (step) entries[(at + step + entries.length) % entries.length]?.focus();
    if (step || event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  return { open, root, toggle: () => setOpen((was) => !was), close, onKeyDown };
}
