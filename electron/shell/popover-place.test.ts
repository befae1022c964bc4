import { expect, it } from 'vitest';
import { popoverPlace } from './popover-place.ts';

const popover = { width: 380, height: 480 };
const workArea = { x: 0, y: 25, width: 1440, height: 875 };

it('hangs below an icon in a bar at the top', () => {
  expect(popoverPlace({ x: 700, y: 0, width: 22, height: 22 }, popover, workArea)).toEqual({ x: 521, y: 26 });
});

it('stands above an icon in a bar at the bottom', () => {
  expect(popoverPlace({ x: 700, y: 870, width: 22, height: 30 }, popover, workArea)).toEqual({
    x: 521,
    y: 386,
  });
});

it('stays on the screen beside an icon in the corner', () => {
  expect(popoverPlace({ x: 1430, y: 0, width: 22, height: 22 }, popover, workArea).x).toBe(1060);
});
