import { useEffect, useState } from 'react';

interface Tip {
  text: string;
  x: number;
  y: number;
  below: boolean;
}

const DELAY_MS = 350;

/**
 * One tooltip for every element with a `data-tip`: shown on hover after a moment and on keyboard focus at once.
 * It repeats what the element's label says, so it is hidden from screen readers.
 */
export function Tooltip() {
  const [tip, setTip] = useState<Tip | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = () => {
      clearTimeout(timer);
      setTip(null);
    };
    const show = (target: EventTarget | null, delayMs: number) => {
      hide();
      const element = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
      if (element) timer = setTimeout(() => setTip(place(element)), delayMs);
    };
    const over = ({ target }: PointerEvent) => show(target, DELAY_MS);
    const focus = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.matches(':focus-visible')) show(target, 0);
    };
    document.addEventListener('pointerover', over);
    document.addEventListener('focusin', focus);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('keydown', hide);
    document.addEventListener('scroll', hide, true);
    return () => {
      hide();
      document.removeEventListener('pointerover', over);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('keydown', hide);
      document.removeEventListener('scroll', hide, true);
    };
  }, []);

  if (!tip) return null;
  return (
    <div
      className={tip.below ? 'tooltip is-below' : 'tooltip'}
      style={{ left: tip.x, top: tip.y }}
      aria-hidden="true"
    >
      {tip.text}
    </div>
  );
}

function place(element: HTMLElement): Tip | null {
  const box = element.getBoundingClientRect();
  if (box.width === 0) return null;
  const below = box.top < 60;
  const x = Math.max(60, Math.min(window.innerWidth - 60, box.left + box.width / 2));
  return { text: element.dataset.tip ?? '', x, y: below ? box.bottom + 6 : box.top - 6, below };
}
