import { useId, useRef, useState } from 'react';
import type { Trend, TrendPoint } from '../../../shared/contract/schemas.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useElementWidth } from '../../lib/use-element-width.ts';
import { EmptyState } from '../EmptyState.tsx';
import { isSilent } from './chart-data.ts';
import { ChartLegend } from './ChartLegend.tsx';
import { useChart } from './use-chart.ts';
import { useChartKeys } from './use-chart-keys.ts';

interface Props {
  trend: Trend;
  label: string;
  height: number;
  gutter: number;
  /** A span was chosen; null where zooming is not offered. */
  onSpan: ((from: number, to: number) => void) | null;
  /** Told the time under the cursor, or null, so that what shares the time axis can follow. */
  onCursorTime?: (at: number | null) => void;
  /** Told the time of a point that was clicked, or chosen with Enter. */
  onPick?: (at: number) => void;
}

const ignore = () => {};
/** A pointer that moved further than this, in pixels, was dragged. */
const STILL = 4;

/** Latency over time: band p50 to p95, p99 dashed, spikes kept, time that was not healthy as named fields. */
export function LatencyChart({
  trend,
  label,
  height,
  gutter,
  onSpan,
  onCursorTime = ignore,
  onPick = ignore,
}: Props) {
  const { t } = useI18n();
  const host = useRef<HTMLDivElement>(null);
  const width = useElementWidth(host);
  const [point, setPoint] = useState<TrendPoint | null>(null);
  const helpId = useId();
  const chart = useChart(
    host,
    trend,
    { width, height, gutter },
    {
      onCursor(index) {
        const under = index === null ? null : (trend.points[index] ?? null);
        setPoint(under);
        onCursorTime(under && (under.from + under.to) / 2);
      },
      onSpan: onSpan ?? ignore,
    },
  );
  const pick = (index: number) => {
    const picked = trend.points[index];
    if (picked) onPick((picked.from + picked.to) / 2);
  };
  const onKeyDown = useChartKeys(chart, onSpan ?? ignore, pick);
  const pressedAt = useRef(0);
  const silent = isSilent(trend.points);

  return (
    <div className="chart">
      <ChartLegend point={point} spanMs={trend.to - trend.from} />
      <p id={helpId} className="visually-hidden">
        {t.monitor.chartHelp}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application takes keys */}
      <div
        className="chart-host"
        ref={host}
        style={{ height }}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application that takes keys must take focus
        tabIndex={0}
        role="application"
        aria-roledescription={t.monitor.chart}
        aria-label={label}
        aria-describedby={helpId}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => (pressedAt.current = event.clientX)}
        onClick={(event) => {
          const index = chart.current?.cursor.idx;
          const still = Math.abs(event.clientX - pressedAt.current) <= STILL;
          if (still && typeof index === 'number') pick(index);
        }}
      />
      {silent ? (
        <div className="chart-silent">
          <EmptyState small icon="chart" title={t.monitor.noPoints} text={t.monitor.noPointsText} />
        </div>
      ) : null}
    </div>
  );
}
