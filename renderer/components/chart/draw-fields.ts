import type uPlot from 'uplot';
import type { Mark, StateSpan } from '../../../shared/contract/schemas.ts';
import type { State } from '../../../shared/domain/state.ts';
import type { Palette } from './palette.ts';

/** What stands behind and above the lines of a chart. */
export interface Backdrop {
  states: readonly StateSpan[];
  marks: readonly Mark[];
  /** What a span is called in the lane above the plot, or null for one without a name. */
  spanLabel: (span: StateSpan) => string | null;
}

/** Height of the lane above the plot, in CSS pixels: names stand there, where no line can come. */
export const LANE = 20;
const SMALLEST_FIELD = 2;
const LABEL_GAP = 8;
const MARK_GAP = 8;
const LONGEST_MARK = 24;

/** Draws the fields of time that was not healthy, and names them in the lane where there is room. */
export function drawFields(u: uPlot, { states, marks, spanLabel }: Backdrop, palette: Palette): void {
  const { ctx } = u;
  const ratio = devicePixelRatio;
  const { left, top, width, height } = u.bbox;
  const right = left + width;
  const labels: FieldLabel[] = [];
  ctx.save();
  ctx.font = `${11 * ratio}px ${palette.font}`;
  ctx.textBaseline = 'middle';

  for (const span of states) {
    const fill = fieldColour(span, palette);
    if (!fill) continue;
    const x1 = Math.max(left, u.valToPos(span.from, 'x', true));
    const x2 = Math.min(right, span.to === null ? right : u.valToPos(span.to, 'x', true));
    if (x2 < left || x1 > right) continue;
    const fieldWidth = Math.max(SMALLEST_FIELD * ratio, x2 - x1);
    ctx.fillStyle = fill;
    ctx.fillRect(x1, top, fieldWidth, height);
    const label = spanLabel(span);
    if (!label) continue;
    const width = ctx.measureText(label).width;
    labels.push({ text: label, state: span.state, x: Math.min(x1, right - width), width });
  }
  for (const { at, text, kind } of marks) {
    const x = u.valToPos(at, 'x', true) + MARK_GAP * ratio;
    const label = text.length > LONGEST_MARK ? `${text.slice(0, LONGEST_MARK)}…` : text;
    const width = ctx.measureText(label).width;
    if (kind !== 'restart' && x > left && x + width <= right)
      labels.push({ text: label, state: 'healthy', x, width });
  }
  for (const { text, state, x } of placeLabels(labels, LABEL_GAP * ratio)) {
    ctx.fillStyle = state === 'unhealthy' ? palette.unhealthy : palette.text;
    ctx.fillText(text, x, top - (LANE / 2) * ratio);
  }
  drawMarks(u, marks, palette, ratio);
  ctx.restore();
}

export interface FieldLabel {
  text: string;
  state: State;
  x: number;
  width: number;
}

const WEIGHT: Record<State, number> = { unhealthy: 0, unknown: 1, degraded: 2, healthy: 3 };

/** The names that can stand in one line without touching: outages first, then gaps, then the rest. */
export function placeLabels(labels: readonly FieldLabel[], gap: number): FieldLabel[] {
  const placed: FieldLabel[] = [];
  for (const label of labels.toSorted((a, b) => WEIGHT[a.state] - WEIGHT[b.state])) {
    const free = placed.every(
      (other) => label.x >= other.x + other.width + gap || other.x >= label.x + label.width + gap,
    );
    if (free) placed.push(label);
  }
  return placed;
}

function fieldColour({ state }: StateSpan, palette: Palette): string | null {
  if (state === 'unknown') return palette.fieldUnknown;
  if (state === 'unhealthy') return palette.fieldUnhealthy;
  return state === 'degraded' ? palette.fieldDegraded : null;
}

/** Deploys and marks: a dotted line with a small flag; restarts: a small flag alone. */
function drawMarks(u: uPlot, marks: readonly Mark[], palette: Palette, ratio: number): void {
  const { ctx } = u;
  const { left, top, width, height } = u.bbox;
  ctx.strokeStyle = palette.text;
  ctx.fillStyle = palette.text;
  ctx.lineWidth = ratio;
  for (const mark of marks) {
    const x = Math.round(u.valToPos(mark.at, 'x', true)) + 0.5;
    if (x < left || x > left + width) continue;
    const size = 4 * ratio;
    ctx.beginPath();
    if (mark.kind === 'restart') {
      ctx.arc(x, top + height, size * 0.6, Math.PI, 0);
    } else {
      ctx.moveTo(x - size, top - size * 1.6);
      ctx.lineTo(x + size, top - size * 1.6);
      ctx.lineTo(x, top);
    }
    ctx.fill();
    if (mark.kind === 'restart') continue;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    ctx.setLineDash([]);
  }
}
