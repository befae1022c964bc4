import { useMemo } from 'react';
import { Link } from 'react-router';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Panel } from '../../components/Panel.tsx';
import { PointInTime } from '../../components/PointInTime.tsx';
import { SeverityIcon } from '../../components/SeverityIcon.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';
import { useNow } from '../../state/services.tsx';
import { useAlertQuery } from '../../state/use-alert-query.ts';
import { lengthOf } from '../incidents/incident-view.ts';
import { incidentPath, incidentsOfPath } from '../paths.ts';

const DAYS_90 = 90 * 86_400_000;
const HOUR = 3_600_000;
const SHOWN = 5;
const STEP_MS = 15_000;

/** The last incidents of one monitor. */
export function MonitorIncidents({ monitorId }: { monitorId: string }) {
  const { t, f } = useI18n();
  const now = useNow((at) => Math.ceil(at / STEP_MS) * STEP_MS);
  const since = useNow((at) => Math.floor(at / HOUR) * HOUR - DAYS_90);
  const input = useMemo(() => ({ subject: monitorId, since, limit: 100 }), [monitorId, since]);
  const { data, error } = useAlertQuery('incidents', input);
  const incidents = data?.incidents ?? [];
  return (
    <Panel
      title={t.pages.incidents}
      aside={
        incidents.length > SHOWN ? (
          <Link className="quiet-link" to={incidentsOfPath(monitorId)}>
            {t.incidents.allOf(incidents.length)}
          </Link>
        ) : null
      }
    >
      {data === null && error === null ? <Skeleton height={96} /> : null}
      {data === null && error !== null ? <p className="form-help">{error}</p> : null}
      {data && incidents.length === 0 ? (
        <EmptyState small icon="check" title={t.incidents.noneHere} text={t.incidents.noneHereText} />
      ) : null}
      <ol className="monitor-incidents">
        {incidents.slice(0, SHOWN).map((incident) => {
          const { id, severity, state, startedAt, summary } = incident;
          const length = f.rough(lengthOf(incident, now));
          return (
            <li key={id} className="monitor-incident">
              <SeverityIcon severity={severity} size={13} over={state === 'closed'} />
              <Link className="text-link ellipsis" to={incidentPath(id)}>
                {visibleLine(summary)}
              </Link>
              <span className="monitor-incident-time">
                <PointInTime at={startedAt} /> · {state === 'open' ? t.incidents.soFar(length) : length}
              </span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
