import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

export interface Disclosure {
  open: boolean;
  /** Of the element that holds button and panel. */
  root: RefObject<HTMLDivElement | null>;
  toggle: () => void;
  close: () => void;
  /** Of the root: Escape closes and returns to the button. */
  onKeyDown: (event: KeyboardEvent) => void;
}

/** A small panel that opens under its button and closes on Escape or a click elsewhere. */
export function useDisclosure(): Disclosure {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  return {
    open,
    root,
    toggle: () => setOpen((was) => !was),
    close: () => setOpen(false),
    onKeyDown(event) {
      if (event.key !== 'Escape' || !open) return;
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      root.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
    },
  };
}
