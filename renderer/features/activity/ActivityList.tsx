import { Fragment } from 'react';
import { Link } from 'react-router';
import type { Activity } from '../../../shared/contract/schemas.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon, type IconName } from '../../components/Icon.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StateIcon } from '../../components/StateIcon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import type { Messages } from '../../i18n/messages.ts';
import { byDay, midnight } from '../../lib/by-day.ts';
import { useLive, useNow } from '../../state/services.tsx';
import { logsAroundPath, monitorPath } from '../paths.ts';

interface Props {
  /** Newest first; null while they are on their way. */
  entries: readonly Activity[] | null;
  /** On a monitor's own page the entries need no link to it. */
  linked?: boolean;
  /** Log sources in which one can look around a change of state; without any, that is not offered. */
  logSources?: readonly string[];
}

const ICONS: Record<Activity['kind'], IconName> = {
  state: 'activity',
  component: 'activity',
  notification: 'bell',
  mark: 'flag',
  deploy: 'flag',
  restart: 'refresh',
  pause: 'pause',
  alert: 'check',
};

/** What happened, day by day, with its evidence. */
export function ActivityList({ entries, linked = true, logSources = [] }: Props) {
  const { t, f } = useI18n();
  const today = useNow(midnight);
  if (entries === null) return <Skeleton height={180} />;
  if (entries.length === 0) {
    return <EmptyState small icon="activity" title={t.activity.empty} text={t.activity.emptyText} />;
  }
  const days = byDay(entries);
  return (
    <div className="activity">
      {days.map(({ day, entries: ofDay }) => (
        <Fragment key={day}>
          {day === today ? null : <p className="activity-day">{f.date(day)}</p>}
          <ol className="activity-list">
            {ofDay.map((entry) => (
              <li key={`${entry.at}${entry.text}`} className="activity-entry">
                <time dateTime={new Date(entry.at).toISOString()} title={f.dateTime(entry.at)}>
                  {f.clock(entry.at)}
                </time>
                <span className="activity-mark">
                  {entry.state ? (
                    <StateIcon shape={entry.state} size={12} decorative />
                  ) : (
                    <Icon name={ICONS[entry.kind]} size={12} />
                  )}
                </span>
                <div className="activity-words">
                  {linked && entry.monitorId !== null && entry.kind !== 'notification' ? (
                    <Subject id={entry.monitorId} />
                  ) : null}
                  {wording(entry, t)}
                  {logSources.length > 0 && (entry.kind === 'state' || entry.kind === 'component') ? (
                    <Link className="around-link" to={logsAroundPath(entry.at, logSources)}>
                      {t.logs.aroundInstant}
                    </Link>
                  ) : null}
                  {entry.evidence ? (
                    <code className="evidence" title={entry.evidence}>
                      {entry.evidence}
                    </code>
                  ) : null}
                </div>
              </li>
            ))}
          </ol>
        </Fragment>
      ))}
    </div>
  );
}

/** Who an entry is about; a monitor that is gone keeps its id. */
function Subject({ id }: { id: string }) {
  const name = useLive((live) => live.monitors.get(id)?.name);
  return (
    <>
      <Link to={monitorPath(id)}>{name ?? id}</Link>{' '}
    </>
  );
}

/** Plain states speak the language of the window; everything else comes in words from the engine. */
function wording({ kind, state, text }: Activity, t: Messages): string {
  return kind === 'state' && state !== null && text === state ? t.states[state] : text;
}
