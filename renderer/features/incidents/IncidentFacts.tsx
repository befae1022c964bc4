import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Incident } from '../../../shared/contract/alert-schemas.ts';
import { Panel } from '../../components/Panel.tsx';
import { SeverityIcon } from '../../components/SeverityIcon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleLine } from '../../lib/visible-text.ts';
import { incidentsOfPath, rulePath, subjectPath, whyPath } from '../paths.ts';
import { lengthOf } from './incident-view.ts';

/** What there is to know about an incident at a glance. */
export function IncidentFacts({ incident, now }: { incident: Incident; now: number }) {
  const { t, f } = useI18n();
  const { subject, name, severity, startedAt, endedAt, rules, acked } = incident;
  const words = t.incidents.facts;
  const length = f.rough(lengthOf(incident, now));
  const facts: [string, ReactNode][] = [
    [
      words.severity,
      <span key="severity" className="severity-cell">
        <SeverityIcon severity={severity} size={13} decorative /> {t.alerts.severities[severity]}
      </span>,
    ],
    [
      words.subject,
      <Link key="subject" className="text-link" to={subjectPath(subject)}>
        {visibleLine(name)}
      </Link>,
    ],
    [words.started, f.dateTime(startedAt)],
    ...(endedAt === null ? [] : [[words.ended, f.dateTime(endedAt)] as [string, ReactNode]]),
    [words.lasted, endedAt === null ? t.incidents.soFar(length) : length],
    [
      words.rules,
      <span key="rules" className="labels">
        {rules.map((rule) => (
          <Link key={rule} className="rule-chip" to={rulePath(rule)}>
            {visibleLine(rule)}
          </Link>
        ))}
      </span>,
    ],
  ];
  if (acked) facts.push([words.acked, words.ackedBy(visibleLine(acked.by), f.minutes(acked.at))]);
  return (
    <Panel title={words.title}>
      <dl className="fact-list">
        {facts.map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {acked?.text ? <p className="acked-note">{visibleLine(acked.text)}</p> : null}
      <p className="fact-links">
        <Link className="text-link" to={incidentsOfPath(subject)}>
          {words.others}
        </Link>
        <Link className="text-link" to={whyPath(subject)}>
          {words.why}
        </Link>
      </p>
    </Panel>
  );
}
