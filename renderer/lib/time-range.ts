export const PRESETS = ['15m', '1h', '6h', '24h', '7d', '30d', '90d'] as const;
export type Preset = (typeof PRESETS)[number];

const HOUR = 3_600_000;
const LENGTH: Record<Preset, number> = {
  '15m': HOUR / 4,
  '1h': HOUR,
  '6h': 6 * HOUR,
  '24h': 24 * HOUR,
  '7d': 168 * HOUR,
  '30d': 720 * HOUR,
  '90d': 2160 * HOUR,
};
/** Zooming further in shows nothing more. */
const SHORTEST_MS = 60_000;

/** The time that the page is about: the last so-and-so long, or a span chosen in the chart. */
export type Range = { preset: Preset } | { preset: Preset; from: number; to: number };

/** From the query of the page's address; where it names no range, or nonsense, `fitting` is meant. */
export function readRange(query: URLSearchParams, fitting: Preset): Range {
  const preset = PRESETS.find((name) => name === query.get('range')) ?? fitting;
  const from = Number(query.get('from'));
  const to = Number(query.get('to'));
  const chosen = Number.isFinite(from) && Number.isFinite(to) && from > 0 && to - from >= SHORTEST_MS;
  return chosen ? { preset, from, to } : { preset };
}

export function writeRange(range: Range): URLSearchParams {
  const query = new URLSearchParams({ range: range.preset });
  if (isChosen(range)) {
    query.set('from', String(Math.round(range.from)));
    query.set('to', String(Math.round(range.to)));
  }
  return query;
}

export function isChosen(range: Range): range is Extract<Range, { from: number }> {
  return 'from' in range;
}

/** How often the end of a range that follows the clock moves, in milliseconds. */
export function stepOf(preset: Preset): number {
  return Math.max(15_000, Math.round(LENGTH[preset] / 288));
}

/** First and last instant of a range; one that follows the clock ends at the next whole step. */
export function boundsOf(range: Range, now: number): { from: number; to: number } {
  if (isChosen(range)) return { from: range.from, to: range.to };
  const step = stepOf(range.preset);
  const to = Math.ceil(now / step) * step;
  return { from: to - LENGTH[range.preset], to };
}

/** A span chosen by dragging, in whole milliseconds and never shorter than makes sense; null when it is too short. */
export function chosenRange(preset: Preset, from: number, to: number): Range | null {
  if (to - from < SHORTEST_MS / 2) return null;
  const middle = (from + to) / 2;
  const half = Math.max(to - from, SHORTEST_MS) / 2;
  return { preset, from: Math.round(middle - half), to: Math.round(middle + half) };
}
