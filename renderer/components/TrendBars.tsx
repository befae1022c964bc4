import { memo, useMemo } from 'react';

interface Props {
  values: readonly number[];
  width: number;
  height: number;
}

const LEAST = 2;
/** The full height stands for at least this many, so that a single occurrence does not look like many. */
const LOWEST_TOP = 4;

/** Counts over time as small bars; decorative, the figures stand beside it. */
export const TrendBars = memo(function TrendBars({ values, width, height }: Props) {
  const { bars, base } = useMemo(() => {
    const pitch = width / Math.max(1, values.length);
    const top = Math.max(LOWEST_TOP, ...values);
    const drawn = { bars: '', base: '' };
    values.forEach((value, index) => {
      const x = Math.round(index * pitch);
      const wide = Math.max(1, Math.round((index + 1) * pitch) - x - 1);
      // A square root keeps quiet times in sight beside a burst.
      const tall = value === 0 ? 0 : Math.max(LEAST, Math.round(Math.sqrt(value / top) * height));
      if (tall > 0) drawn.bars += `M${x} ${height - tall}h${wide}v${tall}h${-wide}z`;
      else drawn.base += `M${x} ${height - 1}h${wide}v1h${-wide}z`;
    });
    return drawn;
  }, [values, width, height]);
  return (
    <svg className="trend-bars" width={width} height={height} aria-hidden="true">
      <path className="trend-base" d={base} />
      <path className="trend-bar" d={bars} />
    </svg>
  );
});
