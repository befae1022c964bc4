import { memo, useMemo } from 'react';
import type { StripCell } from '../../shared/contract/schemas.ts';
import { STATES } from '../../shared/domain/state.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { hoursOf } from '../lib/overview-span.ts';
import { stripPaths, stripShares } from '../lib/strip-paths.ts';

interface Props {
  cells: readonly StripCell[];
  /** Whole pixels from cell to cell. */
  pitch: number;
  height: number;
  /** What the strip is of, for those who hear it. */
  name: string;
}

/** State over time as a row of bars. */
export const Strip = memo(function Strip({ cells, pitch, height, name }: Props) {
  const { t, f } = useI18n();
  const paths = useMemo(() => stripPaths(cells, { pitch, height }), [cells, pitch, height]);
  const label = useMemo(() => {
    const shares = stripShares(cells);
    const parts = STATES.filter((state) => shares[state] > 0);
    const words = parts.map((state) => `${f.percent(shares[state])} ${t.states[state]}`).join(', ');
    return t.overview.stripOf(name, hoursOf(cells), words || t.overview.stripNothing);
  }, [cells, name, t, f]);
  const width = cells.length * pitch - 1;
  return (
    <svg className="strip" width={width} height={height} role="img" aria-label={label}>
      <path className="strip-nothing" d={paths.nothing} />
      {STATES.map((state) => (
        <path key={state} className={`strip-${state}`} d={paths[state]} />
      ))}
    </svg>
  );
});
