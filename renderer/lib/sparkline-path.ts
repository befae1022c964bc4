/** A line through values with gaps where there is none, scaled to a box. */
export interface SparklinePath {
  d: string;
  /** The last value's point, or null when there is none. */
  end: { x: number; y: number } | null;
}

/** The scale spans at least this share of the largest value, so that noise of a steady line stays small. */
const LEAST_SPAN = 0.5;

export function sparklinePath(
  values: readonly (number | null)[],
  width: number,
  height: number,
): SparklinePath {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { d: '', end: null };
  const top = Math.max(...known);
  const bottom = Math.min(Math.min(...known), top * (1 - LEAST_SPAN));
  const span = top - bottom || 1;
  const step = width / Math.max(1, values.length - 1);
  let d = '';
  let drawing = false;
  let end: SparklinePath['end'] = null;
  values.forEach((value, index) => {
    if (value === null) {
      drawing = false;
      return;
    }
    const x = Math.round(index * step * 10) / 10;
    const y = Math.round((height - ((value - bottom) / span) * height) * 10) / 10;
    d += `${drawing ? 'L' : 'M'}${x} ${y}`;
    drawing = true;
    end = { x, y };
  });
  return { d, end };
}
