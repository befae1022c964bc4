import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { LevelIcon } from '../../components/LevelIcon.tsx';
import { Panel } from '../../components/Panel.tsx';
import { PointInTime } from '../../components/PointInTime.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { fittingPreset } from '../../lib/fitting-preset.ts';
import { boundsOf, isChosen, readRange, stepOf } from '../../lib/time-range.ts';
import { visibleLine } from '../../lib/visible-text.ts';
import { useLive, useNow } from '../../state/services.tsx';
import { useQuery } from '../../state/use-query.ts';
import { useMonitorSources } from '../logs/use-log-sources.ts';
import { errorGroupPath, logsPath } from '../paths.ts';
import { relatedRecords, RELATED_ORDERS, type RelatedOrder } from './related-records.ts';

const EVERY_MS = 15_000;
const READ = 200;
const SHOWN = 8;

/** Warnings and errors of the monitor's log sources in the chosen time; nothing where it has no source. */
export function RelatedLogs({ monitor }: { monitor: MonitorStatus }) {
  const sources = useMonitorSources(monitor.id);
  return sources.length > 0 ? <Related monitorId={monitor.id} sources={sources} /> : null;
}

function Related({ monitorId, sources }: { monitorId: string; sources: readonly string[] }) {
  const { t } = useI18n();
  const [query] = useSearchParams();
  const [order, setOrder] = useState<RelatedOrder>('worst');
  const strip = useLive((live) => live.overview.get(monitorId)?.strip);
  const range = useMemo(() => readRange(query, fittingPreset(strip ?? [])), [query, strip]);
  const step = stepOf(range.preset);
  const now = useNow((at) => Math.ceil(at / step) * step);
  const { from, to } = boundsOf(range, now);
  const input = useMemo(
    () => ({ sources: [...sources], level: 'warn' as const, from, to, limit: READ }),
    [sources, from, to],
  );
  const groupInput = useMemo(
    () => ({ sources: [...sources], since: from, trendBuckets: 1 }),
    [sources, from],
  );
  const { data, error } = useQuery('logs', input, isChosen(range) ? null : EVERY_MS);
  const groups = useQuery('errorGroups', groupInput, isChosen(range) ? null : EVERY_MS);
  const records = useMemo(
    () => (data ? relatedRecords(data.records, order).slice(0, SHOWN) : null),
    [data, order],
  );
  const fresh = groups.data?.groups.filter(({ firstSeen }) => firstSeen >= from && firstSeen < to) ?? [];

  return (
    <Panel
      title={t.logs.related}
      flush
      className="related"
      aside={
        <>
          <div className="segments" role="group" aria-label={t.logs.relatedOrder}>
            {RELATED_ORDERS.map((name) => (
              <button
                key={name}
                type="button"
                className="segment"
                aria-pressed={order === name}
                onClick={() => setOrder(name)}
              >
                {t.logs[name]}
              </button>
            ))}
          </div>
          <Link className="quiet-link" to={logsPath({ sources, range })}>
            {t.logs.inLogs}
          </Link>
        </>
      }
    >
      {records === null && error === null ? <Skeleton height={200} /> : null}
      {records === null && error !== null ? (
        <EmptyState small icon="warning" title={t.errors.component} text={error} />
      ) : null}
      {records?.length === 0 ? (
        <EmptyState small icon="check" title={t.logs.relatedNone} text={t.logs.relatedNoneText} />
      ) : null}
      {fresh.length > 0 ? (
        <ul className="related-groups" aria-label={t.logs.firstSeenHere}>
          {fresh.map((group) => (
            <li key={group.id}>
              <span className="badge is-new">{t.errorGroups.isNew}</span>
              <Link className="ellipsis" to={errorGroupPath(group.id)}>
                {visibleLine(group.title)}
              </Link>
              <PointInTime at={group.firstSeen} />
            </li>
          ))}
        </ul>
      ) : null}
      {records && records.length > 0 ? (
        <ul className="related-records">
          {records.map((record) => (
            <li key={record.seq}>
              <Link
                className="related-record"
                to={logsPath({ at: record.time, sources: [record.source], record: record.seq })}
              >
                <PointInTime at={record.time} />
                <LevelIcon level={record.level} size={13} />
                <span className="log-message">
                  {visibleLine(record.message)}
                  {record.error === null || record.message.includes(record.error) ? null : (
                    <span className="log-error"> {visibleLine(record.error)}</span>
                  )}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}
