import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { shapeOf } from '../../../shared/domain/shape-of.ts';
import { LatencyChart } from '../../components/chart/LatencyChart.tsx';
import { ChartTable } from '../../components/chart/ChartTable.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { StateIcon } from '../../components/StateIcon.tsx';
import { ViewToggle } from '../../components/ViewToggle.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { overviewHours } from '../../lib/overview-span.ts';
import { fittingPreset } from '../../lib/fitting-preset.ts';
import { useLive, useNow } from '../../state/services.tsx';
import { useQuery } from '../../state/use-query.ts';
import { monitorPath } from '../paths.ts';

const HOUR = 3_600_000;
const POINTS = 96;
const HEIGHT = 196;

/** One monitor over the time that the Overview looks back, or as much of it as there is. */
export function SelectedChart({ monitorId }: { monitorId: string }) {
  const { t } = useI18n();
  const monitor = useLive((live) => live.monitors.get(monitorId));
  const [table, setTable] = useState(false);
  const strip = useLive((live) => live.overview.get(monitorId)?.strip);
  const lookBack = useLive((live) => overviewHours(live.instance));
  const settled = strip !== undefined;
  const hours = Math.min(lookBack, Number.parseInt(fittingPreset(strip ?? []), 10));
  const step = (hours * HOUR) / POINTS / 3;
  const to = useNow((now) => Math.ceil(now / step) * step);
  const input = useMemo(
    () => (settled ? { monitorId, from: to - hours * HOUR, to, points: POINTS } : null),
    [monitorId, hours, to, settled],
  );
  const { data } = useQuery('trend', input);
  if (!monitor) return null;
  const label = t.monitor.chartLabel(monitor.name, t.overview.lastHours(hours));
  return (
    <Panel
      className="selected-chart"
      title={
        <Link className="panel-link" to={monitorPath(monitorId)}>
          <StateIcon shape={shapeOf(monitor)} size={13} decorative />
          <span className="ellipsis">{monitor.name}</span>
        </Link>
      }
      aside={
        <>
          <span>{t.overview.lastHours(hours)}</span>
          <ViewToggle table={table} onToggle={() => setTable(!table)} />
        </>
      }
    >
      {data === null ? <Skeleton height={HEIGHT + 24} /> : null}
      {data && table ? <ChartTable trend={data} label={label} height={HEIGHT + 24} /> : null}
      {data && !table ? (
        <LatencyChart trend={data} label={label} height={HEIGHT} gutter={62} onSpan={null} />
      ) : null}
    </Panel>
  );
}
