import { memo } from 'react';
import { Link } from 'react-router';
import type { OverviewRow } from '../../../shared/contract/schemas.ts';
import type { Cause } from '../../../shared/domain/cause.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { shapeOf } from '../../../shared/domain/shape-of.ts';
import { Age } from '../../components/Age.tsx';
import { IconButton } from '../../components/Button.tsx';
import { Sparkline } from '../../components/Sparkline.tsx';
import { StateIcon } from '../../components/StateIcon.tsx';
import { Strip } from '../../components/Strip.tsx';
import { hoursOf } from '../../lib/overview-span.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { classNames } from '../../lib/class-names.ts';
import { useCommands } from '../../state/commands.ts';
import { SubjectMenu } from '../alerts/SubjectMenu.tsx';
import { monitorPath } from '../paths.ts';
import { CauseLine } from './CauseLine.tsx';

interface Props {
  monitor: MonitorStatus;
  cause: Cause | null;
  /** The last of its group. */
  last: boolean;
  facts: OverviewRow | undefined;
  selected: boolean;
  pitch: number;
  onSelect: (id: string) => void;
}

const HOUR = 3_600_000;

/** One monitor in the list. Its name is the link; the whole row leads there. */
export const MonitorRow = memo(function MonitorRow({
  monitor,
  cause,
  last,
  facts,
  selected,
  pitch,
  onSelect,
}: Props) {
  const { t, f } = useI18n();
  const shape = shapeOf(monitor);
  const latency = monitor.last?.latencyMs ?? null;
  return (
    <div
      className={classNames('row', `is-${shape}`, last && 'is-last', selected && 'is-selected')}
      onFocus={() => onSelect(monitor.id)}
    >
      <StateIcon shape={shape} confirming={monitor.confirming !== null} />
      <div className="row-name">
        <Link className="row-link" to={monitorPath(monitor.id)} data-row={monitor.id} title={monitor.name}>
          {monitor.name}
        </Link>
        <p className="row-summary">
          <span className="row-target" title={monitor.summary}>
            {monitor.summary}
          </span>
          <span className="row-every">{t.overview.every(f.exact(monitor.intervalMs))}</span>
        </p>
      </div>
      <div className="row-history">
        <div className="row-strip">
          {facts ? <Strip cells={facts.strip} pitch={pitch} height={18} name={monitor.name} /> : null}
        </div>
        <div className="row-spark">
          {facts ? <Sparkline values={facts.sparkline} width={56} height={18} /> : null}
        </div>
        <CauseLine monitor={monitor} cause={cause} />
      </div>
      <div className="row-latency">
        <p className="figure">{latency === null ? t.common.noValue : <Latency ms={latency} />}</p>
        <p className={classNames('row-age', monitor.checking && 'is-checking')}>
          {monitor.last ? <Age at={monitor.last.at} /> : null}
        </p>
      </div>
      <p className="row-uptime figure" title={t.overview.uptimeOf(hoursOf(facts?.strip ?? []))}>
        {facts?.uptime === null || facts === undefined ? t.common.noValue : f.percent(facts.uptime)}
      </p>
      <RowActions monitor={monitor} />
    </div>
  );
});

function Latency({ ms }: { ms: number }) {
  const { f } = useI18n();
  const { value, unit } = f.latency(ms);
  return (
    <>
      <strong>{value}</strong> <span className="unit">{unit}</span>
    </>
  );
}

function RowActions({ monitor }: { monitor: MonitorStatus }) {
  const { t } = useI18n();
  const commands = useCommands();
  return (
    <div className="row-actions">
      <IconButton
        icon="refresh"
        label={`${t.overview.checkNow}: ${monitor.name}`}
        data-tip={t.overview.checkNow}
        onClick={() => commands.checkNow([monitor.id])}
      />
      {monitor.paused ? (
        <IconButton
          icon="play"
          label={`${t.overview.resume}: ${monitor.name}`}
          data-tip={t.overview.resume}
          onClick={() => commands.resume([monitor.id])}
        />
      ) : (
        <IconButton
          icon="pause"
          label={`${t.overview.pause}: ${monitor.name}`}
          data-tip={t.overview.pause}
          onClick={() => commands.pause([monitor.id], HOUR)}
        />
      )}
      <SubjectMenu subject={monitor.id} name={monitor.name} ackable={monitor.state !== 'healthy'} />
    </div>
  );
}
