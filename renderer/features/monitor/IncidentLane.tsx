import { useMemo } from 'react';
import { Link } from 'react-router';
import { RIGHT_PAD } from '../../components/chart/chart-options.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { incidentMarks } from '../../lib/incident-marks.ts';
import { visibleLine } from '../../lib/visible-text.ts';
import { useAlertQuery } from '../../state/use-alert-query.ts';
import { incidentPath, incidentsOfPath } from '../paths.ts';

interface Props {
  monitorId: string;
  trend: { from: number; to: number };
  gutter: number;
}

const MOST = 500;

/** Incidents on the time axis of the chart, each a way to its story. It keeps its place where there was none. */
export function IncidentLane({ monitorId, trend: { from, to }, gutter }: Props) {
  const { t, f } = useI18n();
  const input = useMemo(
    () => ({ subject: monitorId, since: from, until: to, limit: MOST }),
    [monitorId, from, to],
  );
  const { data } = useAlertQuery('incidents', input);
  const marks = incidentMarks(data?.incidents ?? [], from, to);
  return (
    <div className="lane" role="group" aria-label={t.pages.incidents}>
      <span className="lane-name ellipsis" style={{ width: gutter - 12 }} aria-hidden="true">
        {t.pages.incidents}
      </span>
      <div className="incident-track" style={{ marginRight: RIGHT_PAD }}>
        {marks.map((mark) => {
          const [only, ...others] = mark.incidents;
          if (!only) return null;
          const alone = others.length === 0;
          const what = alone ? visibleLine(only.summary) : t.incidents.count(mark.incidents.length);
          const label = `${what} · ${f.span(mark.from, mark.to ?? to)}`;
          return (
            <Link
              key={only.id}
              to={alone ? incidentPath(only.id) : incidentsOfPath(monitorId)}
              className={`incident-mark is-${mark.severity}`}
              style={{ left: `${mark.left}%`, width: `${mark.width}%` }}
              data-tip={label}
              aria-label={label}
            />
          );
        })}
      </div>
    </div>
  );
}
