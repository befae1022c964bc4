import { useMemo } from 'react';
import { Panel } from '../../components/Panel.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useLive } from '../../state/services.tsx';
import { useQuery } from '../../state/use-query.ts';
import { useMonitorSources } from '../logs/use-log-sources.ts';
import { ActivityList } from '../activity/ActivityList.tsx';

const SHOWN = 30;

export function MonitorActivity({ monitorId }: { monitorId: string }) {
  const { t } = useI18n();
  const input = useMemo(() => ({ monitorId, limit: SHOWN }), [monitorId]);
  const { data } = useQuery('activity', input);
  const sources = useMonitorSources(monitorId);
  const live = useLive((all) => all.activity);
  const entries = useMemo(() => {
    if (!data) return null;
    const newest = data.entries[0]?.at ?? 0;
    const since = (live ?? []).filter((entry) => entry.monitorId === monitorId && entry.at > newest);
    return [...since, ...data.entries];
  }, [data, live, monitorId]);
  return (
    <Panel title={t.monitor.activity}>
      <ActivityList entries={entries} linked={false} logSources={sources} />
    </Panel>
  );
}
