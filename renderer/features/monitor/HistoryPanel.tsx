import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { ChartTable } from '../../components/chart/ChartTable.tsx';
import { LatencyChart } from '../../components/chart/LatencyChart.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Button } from '../../components/Button.tsx';
import { RangePicker } from '../../components/RangePicker.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { ViewToggle } from '../../components/ViewToggle.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { createStore } from '../../lib/store.ts';
import { fittingPreset } from '../../lib/fitting-preset.ts';
import {
  boundsOf,
  chosenRange,
  isChosen,
  PRESETS,
  readRange,
  stepOf,
  writeRange,
  type Range,
} from '../../lib/time-range.ts';
import { useLive, useNow } from '../../state/services.tsx';
import { useQuery } from '../../state/use-query.ts';
import { useMonitorSources } from '../logs/use-log-sources.ts';
import { IncidentLane } from './IncidentLane.tsx';
import { Lanes } from './Lanes.tsx';
import { PickedInstant } from './PickedInstant.tsx';

/** Results come too seldom for less than an hour to show anything. */
const OFFERED = PRESETS.filter((preset) => preset !== '15m');
const HEIGHT = 300;
/** Scale of the chart and names of the lanes share this column, so that all time axes stand under each other. */
const GUTTER = 116;

/** Latency, state and components over the chosen time, on one time axis. */
export function HistoryPanel({ monitor }: { monitor: MonitorStatus }) {
  const { t, f } = useI18n();
  const [query, setQuery] = useSearchParams();
  const strip = useLive((live) => live.overview.get(monitor.id)?.strip);
  const fitting = fittingPreset(strip ?? []);
  const range = useMemo(() => readRange(query, fitting), [query, fitting]);
  const [table, setTable] = useState(false);
  const [picked, setPicked] = useState<number | null>(null);
  const sources = useMonitorSources(monitor.id);
  const [cursor] = useState(() => createStore<number | null>(null));
  const step = stepOf(range.preset);
  const now = useNow((at) => Math.ceil(at / step) * step);
  // Which range fits is not known before the strips are.
  const settled = strip !== undefined || query.has('range');
  const input = useMemo(
    () => (settled ? { monitorId: monitor.id, ...boundsOf(range, now), points: 240 } : null),
    [monitor.id, range, now, settled],
  );
  const { data, error, pending, refresh } = useQuery('trend', input);

  const title = isChosen(range) ? f.span(range.from, range.to) : t.monitor.ranges[range.preset];
  const label = t.monitor.chartLabel(monitor.name, title);
  const show = (next: Range) => setQuery(writeRange(next));
  function zoom(from: number, to: number): void {
    const next = chosenRange(range.preset, from, to);
    if (next) show(next);
  }

  return (
    <Panel
      className={pending && data ? 'history is-pending' : 'history'}
      title={isChosen(range) ? title : t.monitor.latency}
      aside={
        <>
          {picked !== null && sources.length > 0 ? (
            <PickedInstant at={picked} sources={sources} onClose={() => setPicked(null)} />
          ) : null}
          <RangePicker presets={OFFERED} range={range} onChange={show} />
          <ViewToggle table={table} onToggle={() => setTable(!table)} />
        </>
      }
    >
      {data === null && error === null ? <Skeleton height={HEIGHT + 88} /> : null}
      {data === null && error !== null ? (
        <EmptyState icon="warning" title={t.errors.component} text={error}>
          <Button onClick={refresh}>{t.common.retry}</Button>
        </EmptyState>
      ) : null}
      {data && table ? <ChartTable trend={data} label={label} height={HEIGHT + 24} /> : null}
      {data && !table ? (
        <LatencyChart
          trend={data}
          label={label}
          height={HEIGHT}
          gutter={GUTTER}
          onSpan={zoom}
          onCursorTime={cursor.set}
          onPick={setPicked}
        />
      ) : null}
      {data ? (
        <Lanes trend={data} gutter={GUTTER} cursor={cursor}>
          <IncidentLane monitorId={monitor.id} trend={data} gutter={GUTTER} />
        </Lanes>
      ) : null}
    </Panel>
  );
}
