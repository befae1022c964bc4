import type { State } from './state.ts';

/** What a state icon can show: the four states, and monitoring that is paused. */
export type ShapeName = State | 'paused';

export const SHAPE_NAMES = [
  'healthy',
  'degraded',
  'unhealthy',
  'unknown',
  'paused',
] as const satisfies readonly ShapeName[];

/** One layer of a shape: a filled path (even-odd, so that inner outlines are holes) or a stroked one. */
export type ShapeLayer =
  | { paint: 'fill'; d: string }
  | { paint: 'stroke'; d: string; width: number; dash: string };

/** The side of the square that every shape is drawn in. */
export const SHAPE_SIZE = 16;

/**
 * The geometry of the five state icons in a 16 × 16 square, drawn in one colour on any ground. Window and tray
 * draw from this data, so that a state has the same shape wherever it is shown. Outer edges lie on whole
 * pixels, so that the shapes are crisp at 16 px; the committed tray icons are drawn from them by
 * `scripts/draw-icons.ts`.
 */
export const STATE_SHAPES: Record<ShapeName, readonly ShapeLayer[]> = {
  /** A disc. */
  healthy: [{ paint: 'fill', d: 'M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2Z' }],
  /** A triangle with a blunt tip. */
  degraded: [{ paint: 'fill', d: 'M7 2H9L15 14H1Z' }],
  /** An octagon with a cross cut out of it. */
  unhealthy: [
    {
      paint: 'fill',
      d:
        'M5 1H11L15 5V11L11 15H5L1 11V5Z' +
        'M4 5.5L6.5 8L4 10.5L5.5 12L8 9.5L10.5 12L12 10.5L9.5 8L12 5.5L10.5 4L8 6.5L5.5 4Z',
    },
  ],
  /** A dashed ring: eight dashes around a circle of radius 6, one of them centred on each side. */
  unknown: [
    {
      paint: 'stroke',
      d: 'M6.955 2.092A6 6 0 1 1 9.045 13.908A6 6 0 1 1 6.955 2.092Z',
      width: 2,
      dash: '2.1 2.612',
    },
  ],
  /** Two bars. */
  paused: [
    { paint: 'fill', d: 'M3 2H6V14H3Z' },
    { paint: 'fill', d: 'M10 2H13V14H10Z' },
  ],
};
