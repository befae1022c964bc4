import { useRef, type KeyboardEvent, type RefObject } from 'react';
import type uPlot from 'uplot';

/**
 * A chart by keyboard: arrows move the cursor from point to point, with Shift they select from where the cursor
 * stood, Enter zooms into the selection or takes the point under the cursor, Escape drops it.
 */
export function useChartKeys(
  chart: RefObject<uPlot | null>,
  onSpan: (from: number, to: number) => void,
  onPoint: (index: number) => void,
) {
  const anchor = useRef<number | null>(null);

  function moveTo(u: uPlot, index: number, selecting: boolean): void {
    const times = u.data[0];
    const at = Math.max(0, Math.min(times.length - 1, index));
    const left = u.valToPos(times[at] ?? 0, 'x');
    if (selecting) {
      anchor.current ??= u.cursor.idx ?? at;
      const start = u.valToPos(times[anchor.current] ?? 0, 'x');
      const select = {
        left: Math.min(start, left),
        width: Math.abs(left - start),
        top: 0,
        height: u.over.clientHeight,
      };
      u.setSelect(select, false);
    } else drop(u);
    u.setCursor({ left, top: 0 });
  }

  function drop(u: uPlot): void {
    anchor.current = null;
    u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }

  return function onKeyDown(event: KeyboardEvent): void {
    const u = chart.current;
    if (!u) return;
    const last = u.data[0].length - 1;
    const now = u.cursor.idx ?? last;
    const big = event.ctrlKey || event.metaKey ? 10 : 1;
    if (event.key === 'ArrowLeft') moveTo(u, now - big, event.shiftKey);
    else if (event.key === 'ArrowRight') moveTo(u, now + big, event.shiftKey);
    else if (event.key === 'Home') moveTo(u, 0, event.shiftKey);
    else if (event.key === 'End') moveTo(u, last, event.shiftKey);
    else if (event.key === 'Escape' && anchor.current !== null) drop(u);
    else if (event.key === 'Enter' && u.select.width > 0) {
      onSpan(u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x'));
      drop(u);
    } else if (event.key === 'Enter' && typeof u.cursor.idx === 'number') onPoint(u.cursor.idx);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
