import type uPlot from 'uplot';
import type { TrendPoint } from '../../../shared/contract/schemas.ts';
import type { Palette } from './palette.ts';

/** Points between two gaps, which no line reaches. */
export function lonePoints(points: readonly TrendPoint[]): TrendPoint[] {
  const known = (index: number) => (points[index]?.p50Ms ?? null) !== null;
  return points.filter((_, index) => known(index) && !known(index - 1) && !known(index + 1));
}

export function drawLonePoints(u: uPlot, points: readonly TrendPoint[], palette: Palette): void {
  const { ctx } = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.fillStyle = palette.accent;
  for (const point of lonePoints(points)) {
    const x = u.valToPos((point.from + point.to) / 2, 'x', true);
    const y = u.valToPos(point.p50Ms ?? 0, 'y', true);
    ctx.beginPath();
    ctx.arc(x, y, 2 * ratio, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.restore();
}
