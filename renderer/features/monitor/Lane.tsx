import type { StateSpan } from '../../../shared/contract/schemas.ts';
import { RIGHT_PAD } from '../../components/chart/chart-options.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { laneParts, laneShares } from '../../lib/lane.ts';
import { spanLabel } from '../../lib/span-label.ts';

interface Props {
  name: string;
  spans: readonly StateSpan[];
  trend: { from: number; to: number };
  gutter: number;
  tall?: boolean;
}

/** The states of one thing over time, as spans on a line. */
export function Lane({ name, spans, trend, gutter, tall = false }: Props) {
  const { t, f } = useI18n();
  const words = laneShares(spans, trend.from, trend.to)
    .map(({ state, share }) => `${f.percent(share)} ${t.states[state]}`)
    .join(', ');
  return (
    <div className={tall ? 'lane is-tall' : 'lane'}>
      <span className="lane-name ellipsis" style={{ width: gutter - 12 }} title={name}>
        {name}
      </span>
      <div
        className="lane-track"
        style={{ marginRight: RIGHT_PAD }}
        role="img"
        aria-label={`${name}: ${words || t.overview.stripNothing}`}
      >
        {laneParts(spans, trend.from, trend.to).map(({ span, left, width }) => {
          const label = spanLabel(span, t) ?? t.states.healthy;
          const times = f.span(span.from, span.to ?? trend.to);
          return (
            <span
              key={span.from}
              className={`lane-span is-${span.state}`}
              style={{ left: `${left}%`, width: `${width}%` }}
              title={[label, span.message, times].filter(Boolean).join('\n')}
            />
          );
        })}
      </div>
    </div>
  );
}
