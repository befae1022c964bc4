import { Link } from 'react-router';
import type { Incident } from '../../../shared/contract/alert-schemas.ts';
import { Icon } from '../../components/Icon.tsx';
import { SeverityIcon } from '../../components/SeverityIcon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { classNames } from '../../lib/class-names.ts';
import { visibleLine } from '../../lib/visible-text.ts';
import { incidentPath } from '../paths.ts';
import { DayTrack } from './DayTrack.tsx';
import { lengthOf } from './incident-view.ts';

interface Props {
  incident: Incident;
  /** Local midnight of the day that it is listed under. */
  day: number;
  now: number;
}

const RULES = 2;

/** One incident. Its subject is the link; the whole row leads there. */
export function IncidentRow({ incident, day, now }: Props) {
  const { t, f } = useI18n();
  const { id, name, severity, state, summary, startedAt, endedAt, rules, acked } = incident;
  const length = f.rough(lengthOf(incident, now));
  return (
    <li className={classNames('incident-row', `is-${state}`)}>
      <SeverityIcon severity={severity} over={state === 'closed'} />
      <div className="incident-words">
        <p className="incident-title">
          <Link className="group-link" to={incidentPath(id)} data-row={id}>
            {visibleLine(name)}
          </Link>
          {state === 'open' ? (
            <span className={`badge is-${severity}`}>{t.incidents.states.open}</span>
          ) : null}
          {acked ? (
            <span className="badge" title={acked.text}>
              <Icon name="check" size={10} /> {visibleLine(acked.by)}
            </span>
          ) : null}
        </p>
        <p className="incident-summary ellipsis" title={visibleLine(summary)}>
          {visibleLine(summary)}
        </p>
      </div>
      <p className="incident-rules">
        {rules.slice(0, RULES).map((rule) => (
          <code key={rule} className="rule-chip">
            {visibleLine(rule)}
          </code>
        ))}
        {rules.length > RULES ? <span>{t.overview.more(rules.length - RULES)}</span> : null}
      </p>
      <DayTrack
        day={day}
        from={startedAt}
        to={endedAt ?? now}
        severity={severity}
        over={state === 'closed'}
      />
      <p className="incident-time">
        <time dateTime={new Date(startedAt).toISOString()} title={f.dateTime(startedAt)}>
          {f.minutes(startedAt)}
        </time>
        <span className="incident-length">{state === 'open' ? t.incidents.soFar(length) : length}</span>
      </p>
    </li>
  );
}
