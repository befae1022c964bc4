import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useLive, useNow } from '../../state/services.tsx';
import { useAlertQuery } from '../../state/use-alert-query.ts';
import { Elsewhere } from './Elsewhere.tsx';
import { IncidentFacts } from './IncidentFacts.tsx';
import { IncidentHeader } from './IncidentHeader.tsx';
import { NoteForm } from './NoteForm.tsx';
import { Timeline } from './Timeline.tsx';
import { useIncidentMarkdown } from './use-incident-markdown.ts';

const STEP_MS = 5000;

/** What happened in this incident, in order, and what else happened then? */
export function IncidentPage() {
  const { t } = useI18n();
  const { id = '' } = useParams();
  const known = useLive((live) => live.instance !== null);
  const now = useNow((at) => Math.ceil(at / STEP_MS) * STEP_MS);
  const input = useMemo(() => ({ id }), [id]);
  const { data, error } = useAlertQuery('incident', input);
  const markdown = useIncidentMarkdown(data);
  const timeline = useMemo(() => data?.timeline.toSorted((a, b) => a.at - b.at) ?? [], [data]);

  if (!known || (data === null && error === null)) {
    return (
      <div className="incident-page" aria-busy="true">
        <h1 className="visually-hidden">{t.common.loading}</h1>
        <Skeleton height={84} />
        <div className="monitor-columns">
          <Skeleton height={420} />
          <Skeleton height={260} />
        </div>
      </div>
    );
  }
  const incident = data?.incident ?? null;
  if (!data || !incident) {
    return (
      <div className="page-centre">
        <h1 className="visually-hidden">{t.incidents.gone}</h1>
        <EmptyState icon="incident" title={t.incidents.gone} text={error ?? t.incidents.goneText}>
          <Link className="button is-plain" to="/incidents">
            {t.incidents.toList}
          </Link>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="incident-page" key={id}>
      <IncidentHeader incident={incident} now={now} markdown={markdown} />
      <div className="monitor-columns">
        <div className="monitor-side">
          <Panel title={t.incidents.timeline}>
            <Timeline events={timeline} />
            <NoteForm incidentId={incident.id} />
          </Panel>
        </div>
        <div className="monitor-side">
          <IncidentFacts incident={incident} now={now} />
          <Elsewhere events={data.elsewhere} startedAt={incident.startedAt} />
        </div>
      </div>
    </div>
  );
}
