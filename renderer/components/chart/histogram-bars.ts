import type { LogBucket } from '../../../shared/contract/log-schemas.ts';
import { LOG_LEVELS, type LogLevel } from '../../../shared/domain/log-level.ts';

/** What a histogram tells apart; quieter levels are one. */
export const BAR_PARTS = ['problem', 'warn', 'calm'] as const;
export type BarPart = (typeof BAR_PARTS)[number];

export interface Bar {
  /** Left edge and width in pixels. */
  x: number;
  width: number;
  parts: { part: BarPart; y: number; height: number }[];
}

const GAP = 1;
/** However few, problems stay in sight. */
const LEAST_PROBLEM = 3;
const LEAST = 1.5;

export function partOf(level: LogLevel): BarPart {
  if (level === 'error' || level === 'fatal') return 'problem';
  return level === 'warn' ? 'warn' : 'calm';
}

/** Records of a bucket by what the histogram tells apart, those below `level` left out. */
export function partCounts({ counts }: LogBucket, level: LogLevel | null): Record<BarPart, number> {
  const least = level === null ? 0 : LOG_LEVELS.indexOf(level);
  const sums: Record<BarPart, number> = { problem: 0, warn: 0, calm: 0 };
  LOG_LEVELS.forEach((name, index) => {
    if (index >= least) sums[partOf(name)] += counts[index] ?? 0;
  });
  return sums;
}

export function countOf(bucket: LogBucket, level: LogLevel | null): number {
  return Object.values(partCounts(bucket, level)).reduce((sum, count) => sum + count, 0);
}

/** Bars with problems at their foot, so that these can be compared; `top` is what the full height stands for. */
export function histogramBars(
  buckets: readonly LogBucket[],
  level: LogLevel | null,
  { width, height, top }: { width: number; height: number; top: number },
): Bar[] {
  const pitch = width / Math.max(1, buckets.length);
  return buckets.map((bucket, index) => {
    const counts = partCounts(bucket, level);
    const x = Math.round(index * pitch);
    let foot = height;
    const parts = BAR_PARTS.flatMap((part) => {
      if (counts[part] === 0) return [];
      const least = part === 'problem' ? LEAST_PROBLEM : LEAST;
      const tall = Math.min(foot, Math.max(least, (counts[part] / Math.max(1, top)) * height));
      foot -= tall;
      return [{ part, y: Math.round(foot * 10) / 10, height: Math.round(tall * 10) / 10 }];
    });
    return { x, width: Math.max(1, Math.round((index + 1) * pitch) - x - GAP), parts };
  });
}

/** The fullest bucket, as the top of the scale: a round number at or above it. */
export function scaleTop(buckets: readonly LogBucket[], level: LogLevel | null): number {
  const most = Math.max(4, ...buckets.map((bucket) => countOf(bucket, level)));
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * magnitude >= most) ?? 10;
  return Math.ceil(step * magnitude);
}

/** Path of a rectangle whose upper corners are slightly round. */
export function barPath(x: number, y: number, width: number, height: number): string {
  const radius = Math.min(1, width / 2, height);
  return `M${x} ${y + height}V${y + radius}q0 ${-radius} ${radius} ${-radius}h${width - 2 * radius}q${radius} 0 ${radius} ${radius}V${y + height}z`;
}
