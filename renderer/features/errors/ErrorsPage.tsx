import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { boundsOf, PRESETS, stepOf } from '../../lib/time-range.ts';
import { useApi, useLive, useNow } from '../../state/services.tsx';
import { useQuery } from '../../state/use-query.ts';
import { NoLogSource } from '../logs/NoLogSource.tsx';
import { SourceNotices } from '../logs/SourceNotices.tsx';
import { useLogSources, useSourceNames } from '../logs/use-log-sources.ts';
import { ErrorHeadline } from './ErrorHeadline.tsx';
import { ErrorToolbar } from './ErrorToolbar.tsx';
import { GroupList } from './GroupList.tsx';
import { fitsState, isNarrowed, PERIODS, readErrorView, sorted, writeErrorView } from './error-view.ts';
import type { ErrorView } from './error-view.ts';
import { useGroupCommands } from './use-group-commands.ts';

const EVERY_MS = 10_000;
const TREND = 36;

/** Which errors are there, and which need attention? */
export function ErrorsPage() {
  const { t } = useI18n();
  const sources = useLogSources();
  const known = useLive((live) => live.instance !== null);
  if (!known || sources === null) return <ErrorsSkeleton />;
  if (sources.length === 0) {
    return (
      <div className="page-centre">
        <h1 className="visually-hidden">{t.pages.errorGroups}</h1>
        <NoLogSource />
      </div>
    );
  }
  return <Errors sources={sources} />;
}

function Errors({ sources }: { sources: NonNullable<ReturnType<typeof useLogSources>> }) {
  const { t } = useI18n();
  const api = useApi();
  const [query, setQuery] = useSearchParams();
  const view = useMemo(() => readErrorView(query), [query]);
  const nameOf = useSourceNames(sources);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const step = stepOf(view.period);
  const now = useNow((at) => Math.ceil(at / step) * step);
  const since = boundsOf({ preset: view.period }, now).from;
  const wanted = view.sources.join(',');
  const input = useMemo(
    () => ({
      sources: wanted === '' ? null : wanted.split(','),
      since,
      search: view.search.trim(),
      trendBuckets: TREND,
    }),
    [wanted, since, view.search],
  );
  const { data, error, pending, refresh } = useQuery('errorGroups', input, EVERY_MS);
  const commands = useGroupCommands(refresh);
  useEffect(() => api.on('errorGroups', refresh), [api, refresh]);

  const all = data?.groups;
  const groups = useMemo(
    () =>
      sorted(
        (all ?? []).filter((group) => fitsState(group, view.state)),
        view.sort,
      ),
    [all, view.state, view.sort],
  );
  const change = useCallback(
    (next: ErrorView, { replace = false } = {}) => {
      setQuery(writeErrorView(next), { replace });
    },
    [setQuery],
  );
  const wider = PERIODS[PERIODS.findIndex((period) => period === view.period) + 1];

  return (
    <div className="errors-page">
      <ErrorBoundary level="component">
        <ErrorHeadline sources={input.sources} since={since} period={view.period} />
      </ErrorBoundary>
      <SourceNotices sources={sources} />
      <ErrorToolbar view={view} groups={all ?? []} sources={sources} onChange={change} />
      <ErrorBoundary level="component">
        {all === undefined && error === null ? <Skeleton height={320} /> : null}
        {all === undefined && error !== null ? (
          <EmptyState icon="warning" title={t.errors.component} text={error}>
            <Button onClick={refresh}>{t.common.retry}</Button>
          </EmptyState>
        ) : null}
        {all && groups.length > 0 ? (
          <GroupList
            groups={groups}
            since={since}
            pending={pending}
            nameOf={nameOf}
            chosen={chosen}
            onChoose={setChosen}
            commands={commands}
          />
        ) : null}
        {all && groups.length === 0 ? (
          <section className="panel">
            <EmptyState
              icon={isNarrowed(view) ? 'filter' : 'check'}
              title={isNarrowed(view) ? t.errorGroups.nothingFits : t.errorGroups.nothing}
              text={isNarrowed(view) ? t.errorGroups.nothingFitsText : t.errorGroups.nothingText}
            >
              <div className="empty-choices">
                {isNarrowed(view) ? (
                  <Button onClick={() => change({ ...view, state: 'unresolved', sources: [], search: '' })}>
                    {t.errorGroups.clearFilter}
                  </Button>
                ) : null}
                {wider && PRESETS.includes(wider) ? (
                  <Button onClick={() => change({ ...view, period: wider })}>
                    {t.logs.lookBack(t.monitor.ranges[wider])}
                  </Button>
                ) : null}
              </div>
            </EmptyState>
          </section>
        ) : null}
      </ErrorBoundary>
    </div>
  );
}

function ErrorsSkeleton() {
  const { t } = useI18n();
  return (
    <div className="errors-page" aria-busy="true">
      <h1 className="visually-hidden">{t.common.loading}</h1>
      <div className="headline">
        <Skeleton height={28} width="46%" />
        <Skeleton height={16} width="32%" />
      </div>
      <Skeleton height={32} />
      <Skeleton height={320} />
    </div>
  );
}
