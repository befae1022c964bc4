import { memo, useMemo } from 'react';
import { sparklinePath } from '../lib/sparkline-path.ts';

interface Props {
  values: readonly (number | null)[];
  width: number;
  height: number;
}

const PAD = 2;

/** The shape of a measure over time; decorative, the figures stand beside it. */
export const Sparkline = memo(function Sparkline({ values, width, height }: Props) {
  const { d, end } = useMemo(
    () => sparklinePath(values, width - 2 * PAD, height - 2 * PAD),
    [values, width, height],
  );
  return (
    <svg className="sparkline" width={width} height={height} aria-hidden="true">
      <g transform={`translate(${PAD} ${PAD})`}>
        <path d={d} />
        {end ? <circle cx={end.x} cy={end.y} r="1.75" /> : null}
      </g>
    </svg>
  );
});
