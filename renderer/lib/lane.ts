import type { StateSpan } from '../../shared/contract/schemas.ts';
import { STATES, type State } from '../../shared/domain/state.ts';

/** A span with its place on a line, in percent. */
export interface LanePart {
  span: StateSpan;
  left: number;
  width: number;
}

/** The spans that touch [from, to], cut to it. An open span lasts until `to`. */
export function laneParts(spans: readonly StateSpan[], from: number, to: number): LanePart[] {
  return spans.flatMap((span) => {
    const start = Math.max(from, span.from);
    const end = Math.min(to, span.to ?? to);
    if (end <= start) return [];
    return [{ span, left: ((start - from) / (to - from)) * 100, width: ((end - start) / (to - from)) * 100 }];
  });
}

/** How much of the covered time each state took, the worst first, without those that took none. */
export function laneShares(
  spans: readonly StateSpan[],
  from: number,
  to: number,
): { state: State; share: number }[] {
  const parts = laneParts(spans, from, to);
  const total = parts.reduce((sum, { width }) => sum + width, 0);
  return STATES.map((state) => ({
    state,
    share:
      total === 0
        ? 0
        : parts.filter(({ span }) => span.state === state).reduce((sum, { width }) => sum + width, 0) / total,
  }))
    .filter(({ share }) => share > 0)
    .toReversed();
}
