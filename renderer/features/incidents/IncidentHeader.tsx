import { Link } from 'react-router';
import type { Incident } from '../../../shared/contract/alert-schemas.ts';
import { Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Menu } from '../../components/Menu.tsx';
import { SeverityIcon } from '../../components/SeverityIcon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { saveFile } from '../../lib/save-file.ts';
import { visibleLine } from '../../lib/visible-text.ts';
import { useCommands } from '../../state/commands.ts';
import { useLive } from '../../state/services.tsx';
import { useAlertDialogs } from '../alerts/dialogs/alert-dialogs.ts';
import { SubjectMenu } from '../alerts/SubjectMenu.tsx';
import { useCopy } from '../logs/use-copy.ts';
import { useMonitorSources } from '../logs/use-log-sources.ts';
import { logsAroundPath, logSourceOf, subjectPath } from '../paths.ts';
import { markdownFileName } from './incident-markdown.ts';
import { incidentTitle } from './incident-sentence.ts';

interface Props {
  incident: Incident;
  now: number;
  markdown: () => string | null;
}

/** Who is in trouble, for how long, and what can be done. */
export function IncidentHeader({ incident, now, markdown }: Props) {
  const { t, f } = useI18n();
  const { subject, name, severity, state, summary, acked } = incident;
  const open = state === 'open';
  const tone = { critical: 'unhealthy', warning: 'degraded', info: 'info' }[severity];
  return (
    <header className="monitor-head incident-head">
      <div className="monitor-words">
        <p className="crumbs">
          <Link to="/incidents">{t.pages.incidents}</Link>
        </p>
        <h1 className="monitor-name incident-name">
          <SeverityIcon severity={severity} size={20} over={!open} />
          <span>
            <span className={open ? `headline-lead is-${tone}` : 'headline-lead'}>{visibleLine(name)}</span>{' '}
            {incidentTitle(incident, now, t.incidents.sentence, f.long)}
          </span>
        </h1>
        <p className="incident-what">{visibleLine(summary)}</p>
        {acked ? (
          <p className="monitor-state">
            <span className="badge">
              <Icon name="check" size={10} />{' '}
              {t.incidents.facts.ackedBy(visibleLine(acked.by), f.minutes(acked.at))}
            </span>{' '}
            {visibleLine(acked.text)}
          </p>
        ) : null}
      </div>
      <IncidentActions incident={incident} subject={subject} markdown={markdown} />
    </header>
  );
}

function IncidentActions({
  incident,
  subject,
  markdown,
}: {
  incident: Incident;
  subject: string;
  markdown: Props['markdown'];
}) {
  const { t } = useI18n();
  const commands = useCommands();
  const dialogs = useAlertDialogs();
  const copy = useCopy();
  const source = logSourceOf(subject);
  const watched = useLive((live) => live.monitors.has(subject));
  const ownSources = useMonitorSources(subject);
  const sources = source === null ? ownSources : [source];
  const ackable = incident.state === 'open' && incident.acked === null;

  function download(): void {
    const text = markdown();
    if (text !== null) saveFile(markdownFileName(incident), text, 'text/markdown;charset=utf-8');
  }

  return (
    <div className="monitor-actions">
      {watched ? (
        <Link className="button is-plain" to={subjectPath(subject)}>
          <Icon name="activity" /> {t.incidents.openMonitor}
        </Link>
      ) : null}
      {sources.length > 0 ? (
        <Link className="button is-plain" to={logsAroundPath(incident.startedAt, sources)}>
          <Icon name="logs" /> {t.incidents.logsAround}
        </Link>
      ) : null}
      {watched ? (
        <Button icon="refresh" onClick={() => commands.checkNow([subject])}>
          {t.monitor.checkNow}
        </Button>
      ) : null}
      <Menu
        label={t.incidents.export}
        icon="download"
        items={[
          {
            label: t.incidents.copyMarkdown,
            run: () => {
              const text = markdown();
              if (text !== null) copy(text);
            },
          },
          { label: t.incidents.saveMarkdown, run: download },
        ]}
      >
        {t.incidents.export}
      </Menu>
      <SubjectMenu subject={subject} name={incident.name} ackable={ackable} worded />
      {ackable ? (
        <Button look="solid" icon="check" onClick={() => dialogs.acknowledge(subject, incident.name)}>
          {t.alerts.ack}
        </Button>
      ) : null}
    </div>
  );
}
