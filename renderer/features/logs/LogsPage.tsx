import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { classNames } from '../../lib/class-names.ts';
import { useLive } from '../../state/services.tsx';
import { HistogramPanel } from './HistogramPanel.tsx';
import { LogHeadline } from './LogHeadline.tsx';
import { LogInspector } from './LogInspector.tsx';
import { LogList } from './LogList.tsx';
import { LogToolbar } from './LogToolbar.tsx';
import { LogsSkeleton } from './LogsSkeleton.tsx';
import { NoLogSource } from './NoLogSource.tsx';
import { SourceNotices } from './SourceNotices.tsx';
import { readLogView, writeLogView, type LogView } from './log-view.ts';
import { useLogList } from './use-log-list.ts';
import { useLogSources, useSourceNames } from './use-log-sources.ts';

/** What do the logs say? */
export function LogsPage() {
  const { t } = useI18n();
  const sources = useLogSources();
  const known = useLive((live) => live.instance !== null);
  if (!known || sources === null) return <LogsSkeleton />;
  if (sources.length === 0) {
    return (
      <div className="page-centre">
        <h1 className="visually-hidden">{t.pages.logs}</h1>
        <NoLogSource />
      </div>
    );
  }
  return <Logs sources={sources} />;
}

function Logs({ sources }: { sources: NonNullable<ReturnType<typeof useLogSources>> }) {
  const [query, setQuery] = useSearchParams();
  const view = useMemo(() => readLogView(query), [query]);
  const nameOf = useSourceNames(sources);
  const { list, state } = useLogList(view);
  const change = useCallback(
    (next: LogView, { replace = false } = {}) => {
      setQuery(writeLogView(next), { replace });
    },
    [setQuery],
  );
  const open = useCallback(
    (record: number | null) => change({ ...view, record }, { replace: view.record !== null }),
    [change, view],
  );

  return (
    <div className="logs-page">
      <ErrorBoundary level="component">
        <LogHeadline view={view} nameOf={nameOf} />
      </ErrorBoundary>
      <SourceNotices sources={sources} />
      <LogToolbar view={view} sources={sources} state={state} onChange={change} />
      <ErrorBoundary level="component">
        <HistogramPanel view={view} onChange={change} />
      </ErrorBoundary>
      <div className={classNames('logs-columns', view.record !== null && 'is-inspecting')}>
        <ErrorBoundary level="component">
          <LogList view={view} list={list} state={state} nameOf={nameOf} onChange={change} onOpen={open} />
        </ErrorBoundary>
        {view.record === null ? null : (
          <ErrorBoundary level="component" resetKey={String(view.record)}>
            <LogInspector
              seq={view.record}
              view={view}
              nameOf={nameOf}
              onChange={change}
              onClose={() => open(null)}
            />
          </ErrorBoundary>
        )}
      </div>
    </div>
  );
}
