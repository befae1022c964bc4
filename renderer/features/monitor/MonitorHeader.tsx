import { Link } from 'react-router';
import { causeOf, failingComponents } from '../../../shared/domain/cause.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { shapeOf } from '../../../shared/domain/shape-of.ts';
import { Icon } from '../../components/Icon.tsx';
import { StateIcon } from '../../components/StateIcon.tsx';
import { usePoint } from '../../components/use-point.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { useLive, useNow } from '../../state/services.tsx';
import { monitorPath } from '../paths.ts';
import { MonitorActions } from './MonitorActions.tsx';

/** Name, state since when, why, and what can be done. */
export function MonitorHeader({ monitor }: { monitor: MonitorStatus }) {
  const { t } = useI18n();
  const monitors = useLive((live) => live.monitors);
  const shape = shapeOf(monitor);
  const cause = causeOf(monitor, monitors);
  const failing = failingComponents(monitor.components);
  return (
    <header className="monitor-head">
      <div className="monitor-words">
        <p className="crumbs">
          <Link to="/">{t.pages.overview}</Link>
          {monitor.group === null ? null : (
            <>
              <Icon name="chevron" size={12} />
              <Link to={`/?q=${encodeURIComponent(monitor.group)}`}>{monitor.group}</Link>
            </>
          )}
        </p>
        <h1 className="monitor-name">
          <StateIcon shape={shape} size={20} decorative confirming={monitor.confirming !== null} />
          <span className="ellipsis" title={monitor.name}>
            {monitor.name}
          </span>
        </h1>
        <StateSentence monitor={monitor} />
        {cause?.kind === 'behind' ? (
          <p className="monitor-cause">
            <Icon name="arrow" size={12} />
            <Link to={monitorPath(cause.monitorId)}>{t.overview.behind(cause.name)}</Link>
          </p>
        ) : null}
        {failing.length > 0 ? (
          <ul className="failing">
            {failing.map(({ path, state, message }) => (
              <li key={path} className={`failing-part is-${state}`}>
                <StateIcon shape={state} size={12} />
                <strong>{path}</strong>
                {message ? <span className="ellipsis">{message}</span> : null}
              </li>
            ))}
          </ul>
        ) : null}
        {failing.length === 0 && monitor.message && shape !== 'healthy' ? (
          <code className="evidence monitor-message">{monitor.message}</code>
        ) : null}
      </div>
      <MonitorActions monitor={monitor} />
    </header>
  );
}

function StateSentence({ monitor }: { monitor: MonitorStatus }) {
  const { t, f } = useI18n();
  const shape = shapeOf(monitor);
  const until = usePoint(monitor.paused?.until ?? null);
  const since = useNow((now) =>
    monitor.since === null ? '' : t.monitor.since(f.point(monitor.since, now), f.long(now - monitor.since)),
  );
  const { confirming, paused, lastState, state, unknownReason } = monitor;
  const parts = [
    paused && (paused.until === null ? t.monitor.paused : t.monitor.pausedUntil(until ?? '')),
    state === 'unknown' && unknownReason ? t.reasons[unknownReason] : '',
    state === 'unknown' && lastState ? t.monitor.lastKnown(t.states[lastState]) : '',
    paused ? '' : since,
    confirming && t.overview.mayBe(t.states[confirming.towards], confirming.seen, confirming.needed),
  ].filter(Boolean);
  return (
    <p className="monitor-state">
      <strong className={`word is-${shape}`}>{t.states[shape]}</strong>
      {parts.map((part) => (
        <span key={String(part)}> · {part}</span>
      ))}
    </p>
  );
}
