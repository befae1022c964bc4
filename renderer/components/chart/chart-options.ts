import type uPlot from 'uplot';
import type { TrendPoint } from '../../../shared/contract/schemas.ts';
import type { Format } from '../../i18n/format.ts';
import { drawFields, LANE, type Backdrop } from './draw-fields.ts';
import { drawLonePoints } from './draw-lone-points.ts';
import { drawSpikes } from './draw-spikes.ts';
import type { Palette } from './palette.ts';

export interface ChartShape {
  width: number;
  height: number;
  /** Width of the column left of the plot, where the scale stands, in pixels. */
  gutter: number;
  from: number;
  to: number;
  top: number;
}

export interface ChartHooks {
  /** The index of the point under the cursor, or null when it has left. */
  onCursor: (index: number | null) => void;
  /** A span of time was chosen by dragging. */
  onSpan: (from: number, to: number) => void;
}

/** Space right of the plot, so that the last label of the time axis is not cut. */
export const RIGHT_PAD = 14;
const SHORTEST_DRAG = 6;

export function chartOptions(
  shape: ChartShape,
  points: readonly TrendPoint[],
  backdrop: Backdrop,
  palette: Palette,
  f: Format,
  hooks: ChartHooks,
): uPlot.Options {
  const font = `11px ${palette.font}`;
  const span = shape.to - shape.from;
  return {
    width: shape.width,
    height: shape.height,
    ms: 1,
    padding: [LANE, RIGHT_PAD, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: true, range: () => [shape.from, shape.to] },
      y: { range: () => [0, shape.top] },
    },
    series: [
      {},
      { stroke: palette.accent, width: 1.6, points: { show: false } },
      { stroke: 'transparent', width: 0, points: { show: false } },
      { stroke: palette.text, width: 1, dash: [3, 3], points: { show: false } },
      { paths: () => null, points: { show: false } },
    ],
    bands: [{ series: [2, 1], fill: palette.band }],
    axes: [
      {
        font,
        stroke: palette.text,
        size: 28,
        gap: 8,
        space: span > 2 * 86_400_000 ? 76 : 64,
        grid: { show: false },
        ticks: { show: false },
        values: (_, splits) => withoutRepeats(splits.map((at) => f.axis(at, span))),
      },
      {
        font,
        stroke: palette.text,
        size: shape.gutter,
        gap: 12,
        space: 38,
        grid: { stroke: palette.line, width: 1 },
        ticks: { show: false },
        values: (_, splits) => splits.map((ms) => f.scale(ms, shape.top)),
      },
    ],
    cursor: {
      y: false,
      points: { size: 7, width: 2, fill: palette.panel },
      drag: { x: true, y: false, setScale: false },
    },
    hooks: {
      drawClear: [(u) => drawFields(u, backdrop, palette)],
      draw: [(u) => drawSpikes(u, points, palette), (u) => drawLonePoints(u, points, palette)],
      setCursor: [(u) => hooks.onCursor((u.cursor.left ?? -1) < 0 ? null : (u.cursor.idx ?? null))],
      setSelect: [
        (u) => {
          const { left, width } = u.select;
          if (width >= SHORTEST_DRAG) hooks.onSpan(u.posToVal(left, 'x'), u.posToVal(left + width, 'x'));
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

/** The same label twice in a row says less than once. */
export function withoutRepeats(labels: readonly string[]): string[] {
  return labels.map((label, index) => (label === labels[index - 1] ? '' : label));
}
