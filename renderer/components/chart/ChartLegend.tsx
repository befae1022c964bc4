import type { TrendPoint } from '../../../shared/contract/schemas.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { stateOfPoint } from './chart-data.ts';

interface Props {
  /** The point under the cursor, whose figures are shown beside their names. */
  point: TrendPoint | null;
  spanMs: number;
}

/** What the lines mean, and their figures under the cursor. Its height never changes. */
export function ChartLegend({ point, spanMs }: Props) {
  const { t, f } = useI18n();
  const figure = (ms: number | null | undefined) =>
    ms === null || ms === undefined ? '' : f.latencyText(ms);
  const entries = [
    { look: 'p50', name: t.monitor.legend.p50, value: figure(point?.p50Ms) },
    { look: 'band', name: point ? 'p95' : t.monitor.legend.band, value: figure(point?.p95Ms) },
    { look: 'p99', name: t.monitor.legend.p99, value: figure(point?.p99Ms) },
    { look: 'max', name: t.monitor.legend.max, value: figure(point?.maxMs) },
  ];
  return (
    <div className="chart-legend" aria-live="polite">
      {entries.map(({ look, name, value }) => (
        <span key={look} className="legend-entry">
          <span className={`legend-mark is-${look}`} aria-hidden="true" />
          {name}
          {value ? <span className="legend-value">{value}</span> : null}
        </span>
      ))}
      {point ? (
        <span className="legend-time">
          {stateOfPoint(point) === 'healthy' ? null : (
            <span className={`word is-${stateOfPoint(point)}`}>{t.states[stateOfPoint(point)]} </span>
          )}
          {spanMs > 2 * 86_400_000 ? f.dateTime(point.from) : f.clock(point.from)}
        </span>
      ) : null}
    </div>
  );
}
