import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Panel } from '../../components/Panel.tsx';
import { PointInTime } from '../../components/PointInTime.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StateIcon } from '../../components/StateIcon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useResults } from './use-results.ts';

/** The last results, newest first, with what they said. */
export function ResultsPanel({ monitor }: { monitor: MonitorStatus }) {
  const { t, f } = useI18n();
  const { rows, more, loading, loadMore } = useResults(monitor.id, monitor.last?.at ?? null);
  const { columns } = t.monitor;
  return (
    <Panel title={t.monitor.results} flush className="results">
      {rows === null ? <Skeleton height={480} /> : null}
      {rows?.length === 0 ? (
        <EmptyState icon="activity" title={t.monitor.noResults} text={t.monitor.noResultsText} />
      ) : null}
      {rows && rows.length > 0 ? (
        <div className="results-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{columns.time}</th>
                <th scope="col">{columns.state}</th>
                <th scope="col" className="is-number">
                  {columns.latency}
                </th>
                <th scope="col" className="is-number">
                  {columns.status}
                </th>
                <th scope="col">{columns.message}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.at}>
                  <th scope="row">
                    <PointInTime at={row.at} />
                  </th>
                  <td>
                    <span className="state-cell">
                      <StateIcon shape={row.state} size={13} decorative />
                      {t.states[row.state]}
                    </span>
                  </td>
                  <td className="is-number">
                    {row.latencyMs === null ? t.common.noValue : f.latencyText(row.latencyMs)}
                  </td>
                  <td className="is-number">{row.httpStatus ?? t.common.noValue}</td>
                  <td className="message-cell" title={row.message}>
                    {row.recheck ? <span className="tag">{t.monitor.recheck}</span> : null}
                    {row.message}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {more ? (
            <div className="load-more">
              <Button onClick={loadMore} disabled={loading}>
                {t.monitor.loadMore}
              </Button>
            </div>
          ) : null}
        </div>
      ) : null}
    </Panel>
  );
}
