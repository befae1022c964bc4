import { useEffect, useMemo } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { LogBucket } from '../../../shared/contract/log-schemas.ts';
import { LOG_LEVELS } from '../../../shared/domain/log-level.ts';
import { Histogram } from '../../components/chart/Histogram.tsx';
import { HistogramTable } from '../../components/chart/HistogramTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Panel } from '../../components/Panel.tsx';
import { RangePicker } from '../../components/RangePicker.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { ViewToggle } from '../../components/ViewToggle.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { boundsOf, stepOf } from '../../lib/time-range.ts';
import { useApi, useLive, useNow } from '../../state/services.tsx';
import { useQuery } from '../../state/use-query.ts';
import { useLogSources, useSourceNames } from '../logs/use-log-sources.ts';
import { PERIODS, readErrorView, writeErrorView } from './error-view.ts';
import { GroupFacts } from './GroupFacts.tsx';
import { GroupHeader } from './GroupHeader.tsx';
import { MergedPanel } from './MergedPanel.tsx';
import { OccurrencesPanel } from './OccurrencesPanel.tsx';
import { SamplePanel } from './SamplePanel.tsx';
import { useGroupCommands } from './use-group-commands.ts';
import { useViewToggle } from './use-view-toggle.ts';

const EVERY_MS = 10_000;
const BUCKETS = 60;
const HEIGHT = 96;

/** What is this error, since when, how often, and what happened each time? */
export function ErrorGroupPage() {
  const { t } = useI18n();
  const api = useApi();
  const { id = '' } = useParams();
  const [query, setQuery] = useSearchParams();
  const view = readErrorView(query);
  const sources = useLogSources();
  const nameOf = useSourceNames(sources);
  const known = useLive((live) => live.instance !== null);
  const step = stepOf(view.period);
  const now = useNow((at) => Math.ceil(at / step) * step);
  const since = boundsOf({ preset: view.period }, now).from;
  const input = useMemo(() => ({ id, since, trendBuckets: BUCKETS }), [id, since]);
  const { data, error, refresh } = useQuery('errorGroup', input, EVERY_MS);
  const commands = useGroupCommands(refresh);
  const [table, toggle] = useViewToggle();
  useEffect(() => api.on('errorGroups', refresh), [api, refresh]);
  const buckets = useMemo(() => bucketsOf(data), [data]);

  if (!known || (data === null && error === null)) {
    return (
      <div className="error-page" aria-busy="true">
        <h1 className="visually-hidden">{t.common.loading}</h1>
        <Skeleton height={84} />
        <Skeleton height={176} />
        <Skeleton height={320} />
      </div>
    );
  }
  const group = data?.group ?? null;
  if (!group || !data) {
    return (
      <div className="page-centre">
        <h1 className="visually-hidden">{t.errorGroups.gone}</h1>
        <EmptyState icon="bug" title={t.errorGroups.gone} text={error ?? t.errorGroups.goneText}>
          <Link className="button is-plain" to="/errors">
            {t.errorGroups.toList}
          </Link>
        </EmptyState>
      </div>
    );
  }
  const label = t.errorGroups.trend(t.monitor.ranges[view.period]);
  return (
    <div className="error-page" key={id}>
      <GroupHeader group={group} since={since} commands={commands} />
      <Panel
        title={label}
        className="trend-panel"
        aside={
          <>
            <RangePicker
              presets={PERIODS}
              range={{ preset: view.period }}
              onChange={({ preset }) =>
                setQuery(writeErrorView({ ...view, period: preset }), { replace: true })
              }
            />
            <ViewToggle table={table} onToggle={toggle} />
          </>
        }
      >
        {table ? (
          <HistogramTable buckets={buckets} label={label} height={HEIGHT + 20} />
        ) : (
          <Histogram
            buckets={buckets}
            bucketMs={data.bucketMs}
            level={null}
            height={HEIGHT}
            label={label}
            onSpan={null}
          />
        )}
      </Panel>
      <div className="monitor-columns">
        <div className="monitor-side">
          <SamplePanel record={data.samples[0] ?? null} />
          <OccurrencesPanel samples={data.samples} nameOf={nameOf} />
        </div>
        <div className="monitor-side">
          <GroupFacts group={group} nameOf={nameOf} />
          <MergedPanel group={group} commands={commands} />
        </div>
      </div>
    </div>
  );
}

/** Occurrences in the form of the histogram, which tells levels apart. */
function bucketsOf(
  data: { group: { trend: number[] } | null; from: number; bucketMs: number } | null,
): LogBucket[] {
  return (data?.group?.trend ?? []).map((count, index) => ({
    at: (data?.from ?? 0) + index * (data?.bucketMs ?? 0),
    counts: LOG_LEVELS.map((level) => (level === 'error' ? count : 0)),
  }));
}
