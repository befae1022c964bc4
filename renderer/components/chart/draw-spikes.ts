import type uPlot from 'uplot';
import type { TrendPoint } from '../../../shared/contract/schemas.ts';
import type { Palette } from './palette.ts';

/** Only what rises clearly above p99 is a spike of its own. */
const CLEARLY = 1.15;

/** Keeps spikes in sight: a thin stem from p99 to the slowest answer, with an arrow head where the scale ends. */
export function drawSpikes(u: uPlot, points: readonly TrendPoint[], palette: Palette): void {
  const { ctx } = u;
  const ratio = devicePixelRatio;
  const { top } = u.bbox;
  ctx.save();
  ctx.strokeStyle = palette.accent;
  ctx.fillStyle = palette.accent;
  ctx.lineWidth = ratio;
  // uPlot leaves the dashes of its last line behind.
  ctx.setLineDash([]);
  for (const point of points) {
    const foot = point.p99Ms ?? point.p95Ms ?? point.p50Ms;
    if (point.maxMs === null || foot === null || point.maxMs < foot * CLEARLY) continue;
    const x = Math.round(u.valToPos((point.from + point.to) / 2, 'x', true)) + 0.5;
    const y1 = u.valToPos(foot, 'y', true);
    const y2 = u.valToPos(point.maxMs, 'y', true);
    const cut = y2 < top;
    const end = cut ? top : y2;
    ctx.globalAlpha = 0.45;
    ctx.beginPath();
    ctx.moveTo(x, y1);
    ctx.lineTo(x, end);
    ctx.stroke();
    ctx.globalAlpha = 0.9;
    ctx.beginPath();
    if (cut) {
      ctx.moveTo(x - 3 * ratio, end + 5 * ratio);
      ctx.lineTo(x + 3 * ratio, end + 5 * ratio);
      ctx.lineTo(x, end);
    } else {
      ctx.arc(x, end, 1.5 * ratio, 0, 2 * Math.PI);
    }
    ctx.fill();
  }
  ctx.restore();
}
