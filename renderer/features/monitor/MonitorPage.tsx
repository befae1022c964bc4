import { useParams } from 'react-router';
import { Link } from 'react-router';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useLive } from '../../state/services.tsx';
import { CertificatePanel } from './CertificatePanel.tsx';
import { FactsPanel } from './FactsPanel.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { MonitorActivity } from './MonitorActivity.tsx';
import { MonitorHeader } from './MonitorHeader.tsx';
import { MonitorIncidents } from './MonitorIncidents.tsx';
import { PhasesPanel } from './PhasesPanel.tsx';
import { RelatedLogs } from './RelatedLogs.tsx';
import { ResultsPanel } from './ResultsPanel.tsx';
import { UptimeTiles } from './UptimeTiles.tsx';

/** What is it doing? */
export function MonitorPage() {
  const { t } = useI18n();
  const { id = '' } = useParams();
  const monitor = useLive((live) => live.monitors.get(id));
  const known = useLive((live) => live.instance !== null);

  if (!known) {
    return (
      <div className="monitor-page" aria-busy="true">
        <h1 className="visually-hidden">{t.common.loading}</h1>
        <Skeleton height={64} />
        <Skeleton height={420} />
        <Skeleton height={84} />
      </div>
    );
  }
  if (!monitor) {
    return (
      <div className="page-centre">
        <h1 className="visually-hidden">{t.monitor.gone}</h1>
        <EmptyState icon="search" title={t.monitor.gone} text={t.monitor.goneText}>
          <Link className="button is-plain" to="/">
            {t.pages.toOverview}
          </Link>
        </EmptyState>
      </div>
    );
  }
  return (
    // A page of another monitor begins anew.
    <div className="monitor-page" key={monitor.id}>
      <MonitorHeader monitor={monitor} />
      <HistoryPanel monitor={monitor} />
      <UptimeTiles monitorId={monitor.id} />
      <div className="monitor-columns">
        <div className="monitor-side">
          <RelatedLogs monitor={monitor} />
          <ResultsPanel monitor={monitor} />
        </div>
        <div className="monitor-side">
          <MonitorIncidents monitorId={monitor.id} />
          <PhasesPanel monitor={monitor} />
          <CertificatePanel certificate={monitor.last?.certificate ?? null} />
          <FactsPanel monitor={monitor} />
          <MonitorActivity monitorId={monitor.id} />
        </div>
      </div>
    </div>
  );
}
