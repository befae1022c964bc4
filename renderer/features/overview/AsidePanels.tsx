import { Link } from 'react-router';
import { Panel } from '../../components/Panel.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useLive } from '../../state/services.tsx';
import { ActivityList } from '../activity/ActivityList.tsx';
import { SelectedChart } from './SelectedChart.tsx';

const SHOWN = 8;

/** Beside the list where the window is wide enough: the chart of one monitor, and what happened. */
export function AsidePanels({ monitorId }: { monitorId: string | null }) {
  const { t } = useI18n();
  const activity = useLive((live) => live.activity);
  return (
    <aside className="overview-aside">
      {monitorId === null ? null : <SelectedChart monitorId={monitorId} />}
      <Panel
        title={t.activity.title}
        aside={
          <Link className="quiet-link" to="/activity">
            {t.activity.open}
          </Link>
        }
      >
        <ActivityList entries={activity?.slice(0, SHOWN) ?? null} />
      </Panel>
    </aside>
  );
}
