import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { shapeOf } from '../../../shared/domain/shape-of.ts';
import { Icon } from '../../components/Icon.tsx';
import { Panel } from '../../components/Panel.tsx';
import { StateIcon } from '../../components/StateIcon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { webAddress } from '../../lib/web-address.ts';
import { useLive, useNow } from '../../state/services.tsx';
import { monitorPath } from '../paths.ts';

/** How the monitor is set up. */
export function FactsPanel({ monitor }: { monitor: MonitorStatus }) {
  const { t, f } = useI18n();
  const next = useNow((now) => (monitor.nextAt === null ? '' : f.short(Math.max(0, monitor.nextAt - now))));
  const facts: [string, ReactNode][] = [
    [t.monitor.target, monitor.summary],
    [t.monitor.interval, f.exact(monitor.intervalMs)],
    [t.monitor.timeout, f.exact(monitor.timeoutMs)],
    [t.monitor.next, next ? t.monitor.nextIn(next) : t.common.noValue],
    [t.monitor.environment, monitor.environment],
  ];
  if (monitor.last?.dialect) facts.push([t.monitor.dialect, monitor.last.dialect]);
  if (monitor.last?.because) facts.push([t.monitor.because, monitor.last.because]);
  if (monitor.dependsOn.length > 0)
    facts.push([t.monitor.dependsOn, <Parents key="parents" ids={monitor.dependsOn} />]);
  if (monitor.runbook) facts.push([t.monitor.runbook, <Runbook key="runbook" text={monitor.runbook} />]);
  const labels = Object.entries(monitor.labels);
  if (labels.length > 0) {
    facts.push([
      t.monitor.labels,
      <span key="labels" className="labels">
        {labels.map(([name, value]) => (
          <span key={name} className="label">
            {name}: {value}
          </span>
        ))}
      </span>,
    ]);
  }
  return (
    <Panel title={t.monitor.facts}>
      <dl className="fact-list">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Parents({ ids }: { ids: readonly string[] }) {
  const monitors = useLive((live) => live.monitors);
  return (
    <span className="parents">
      {ids.map((id) => {
        const parent = monitors.get(id);
        return (
          <Link key={id} to={monitorPath(id)} className="parent">
            {parent ? <StateIcon shape={shapeOf(parent)} size={12} /> : null}
            {parent?.name ?? id}
          </Link>
        );
      })}
    </span>
  );
}

/** A link only where the text is an address of the web; anything else stays text. */
function Runbook({ text }: { text: string }) {
  const address = webAddress(text);
  if (address === null) return text;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" className="external">
      <span className="ellipsis">{text}</span>
      <Icon name="external" size={12} />
    </a>
  );
}
