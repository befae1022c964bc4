import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { tally } from '../../../shared/domain/shape-of.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useLive } from '../../state/services.tsx';
import { FirstStart } from '../first-start/FirstStart.tsx';
import { useScroller } from '../shell/scroller.ts';
import { AsidePanels } from './AsidePanels.tsx';
import { FilterBar } from './FilterBar.tsx';
import { isFiltering, matches, readFilter, writeFilter } from './filter.ts';
import { Headline } from './Headline.tsx';
import { firstMonitorId, overviewItems } from './items.ts';
import { MonitorList } from './MonitorList.tsx';
import { OverviewSkeleton } from './OverviewSkeleton.tsx';

/** Is everything all right? */
export function OverviewPage() {
  const { t } = useI18n();
  const [query, setQuery] = useSearchParams();
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const scroller = useScroller();
  const instance = useLive((live) => live.instance);
  const all = useLive((live) => live.monitors);
  const overview = useLive((live) => live.overview);

  const filter = useMemo(() => readFilter(query), [query]);
  const enabled = useMemo(() => [...all.values()].filter((monitor) => monitor.enabled), [all]);
  const counts = useMemo(() => tally(enabled), [enabled]);
  const items = useMemo(() => {
    const shown = enabled.filter((monitor) => matches(monitor, filter, (shape) => t.states[shape]));
    return overviewItems(shown, all, overview);
  }, [enabled, filter, all, overview, t]);

  if (!instance) return <OverviewSkeleton />;
  const charted = selectedId !== null && all.has(selectedId) ? selectedId : firstMonitorId(items);
  const clear = () => setQuery(writeFilter(query, { text: '', shapes: [] }), { replace: true });

  return (
    <div className="overview">
      <ErrorBoundary level="component">
        <Headline instance={instance} monitors={all} />
      </ErrorBoundary>
      <FirstStart instance={instance} empty={all.size === 0} />
      {enabled.length > 0 ? (
        <>
          <FilterBar
            filter={filter}
            counts={counts}
            onChange={(next) => setQuery(writeFilter(query, next), { replace: true })}
          />
          <div className="overview-columns">
            <div className="overview-list">
              <ErrorBoundary level="component">
                {items.length > 0 ? (
                  <MonitorList
                    items={items}
                    scroller={scroller}
                    selectedId={selectedId}
                    onSelect={setSelectedId}
                  />
                ) : (
                  <EmptyState
                    icon="search"
                    title={t.overview.nothingMatches}
                    text={t.overview.nothingMatchesText}
                  >
                    {isFiltering(filter) ? <Button onClick={clear}>{t.overview.clearFilter}</Button> : null}
                  </EmptyState>
                )}
              </ErrorBoundary>
            </div>
            <AsidePanels monitorId={charted} />
          </div>
        </>
      ) : null}
    </div>
  );
}
