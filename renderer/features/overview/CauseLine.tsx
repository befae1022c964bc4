import type { Cause } from '../../../shared/domain/cause.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { Icon } from '../../components/Icon.tsx';
import { usePoint } from '../../components/use-point.ts';
import { useI18n } from '../../i18n/i18n.tsx';

/** Why a monitor is not healthy, or what may become of it: one line under its strip. */
export function CauseLine({ monitor, cause }: { monitor: MonitorStatus; cause: Cause | null }) {
  const { t } = useI18n();
  const until = usePoint(monitor.paused?.until ?? null);
  if (monitor.paused) {
    return (
      <p className="cause is-quiet">
        {t.states.paused} {until === null ? '' : t.overview.until(until)}
      </p>
    );
  }
  if (cause) {
    const tone = cause.kind === 'behind' ? 'is-quiet' : `is-${monitor.state}`;
    const text = causeText(cause, t.overview.behind);
    return (
      <p className={`cause ${tone}`} title={text}>
        <Icon name="arrow" size={12} />
        <span className="cause-text">{text}</span>
        {cause.kind === 'component' && cause.more > 0 ? (
          <span className="cause-more">{t.overview.more(cause.more)}</span>
        ) : null}
      </p>
    );
  }
  if (monitor.confirming) {
    const { towards, seen, needed } = monitor.confirming;
    return <p className="cause is-quiet">{t.overview.mayBe(t.states[towards], seen, needed)}</p>;
  }
  if (monitor.state === 'unknown' && monitor.unknownReason) {
    return <p className="cause is-quiet">{t.reasons[monitor.unknownReason]}</p>;
  }
  return null;
}

function causeText(cause: Cause, behind: (name: string) => string): string {
  if (cause.kind === 'behind') return behind(cause.name);
  if (cause.kind === 'message') return cause.text;
  return [cause.path, cause.message].filter(Boolean).join(': ');
}
