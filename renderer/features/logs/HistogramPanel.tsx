import { useMemo, useState } from 'react';
import { Histogram } from '../../components/chart/Histogram.tsx';
import { HistogramTable } from '../../components/chart/HistogramTable.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { ViewToggle } from '../../components/ViewToggle.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { boundsOf, chosenRange, isChosen, stepOf } from '../../lib/time-range.ts';
import { useNow } from '../../state/services.tsx';
import { useQuery } from '../../state/use-query.ts';
import { withRange, type LogView } from './log-view.ts';

const HEIGHT = 72;
const BUCKETS = 90;
const LIVE_EVERY_MS = 5000;

/** How many records of which level came when; a span chosen in it becomes the range of the page. */
export function HistogramPanel({ view, onChange }: { view: LogView; onChange: (view: LogView) => void }) {
  const { t, f } = useI18n();
  const [table, setTable] = useState(false);
  const { range, sources } = view;
  const chosen = isChosen(range);
  const step = stepOf(range.preset);
  const now = useNow((at) => Math.ceil(at / step) * step);
  const { from, to } = boundsOf(range, now);
  const wanted = sources.join(',');
  const input = useMemo(
    () => ({ sources: wanted === '' ? null : wanted.split(','), from, to, buckets: BUCKETS }),
    [wanted, from, to],
  );
  const { data } = useQuery('logHistogram', input, chosen ? null : LIVE_EVERY_MS);
  const title = chosen ? f.span(from, to) : t.monitor.ranges[range.preset];
  const label = t.logs.histogramLabel(title);
  // Rollups know neither words nor services.
  const unrestricted = view.search.trim() !== '' || view.service !== null || view.group !== null;

  function zoom(start: number, end: number): void {
    const next = chosenRange(range.preset, start, end);
    if (next) onChange(withRange(view, next));
  }

  return (
    <div className="panel histogram-panel">
      <div className="histogram-head">
        <span className="histogram-title">{title}</span>
        {unrestricted ? <span className="histogram-note">{t.logs.histogramAll}</span> : null}
        <ViewToggle table={table} onToggle={() => setTable(!table)} />
      </div>
      {data === null ? <Skeleton height={HEIGHT + 20} /> : null}
      {data && table ? <HistogramTable buckets={data.buckets} label={label} height={160} /> : null}
      {data && !table ? (
        <Histogram
          buckets={data.buckets}
          bucketMs={data.bucketMs}
          level={view.level}
          height={HEIGHT}
          label={label}
          at={view.at}
          onSpan={zoom}
        />
      ) : null}
    </div>
  );
}
