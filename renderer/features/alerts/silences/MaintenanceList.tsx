import type { MaintenanceView } from '../../../../shared/contract/alert-schemas.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useNow } from '../../../state/services.tsx';
import { MatchChips } from './MatchChips.tsx';

/** The maintenance windows of the configuration with their present or next occurrence. */
export function MaintenanceList({ windows }: { windows: readonly MaintenanceView[] }) {
  const { t } = useI18n();
  const words = t.alerts.maintenance;
  return (
    <Panel flush title={words.title} aside={<span>{words.help}</span>}>
      {windows.length === 0 ? (
        <div>
          <EmptyState small icon="calendar" title={words.none} text={words.noneText} />
          <pre className="example" aria-label={words.example}>
            {EXAMPLE}
          </pre>
        </div>
      ) : (
        <ul>
          {windows.map((window) => (
            <MaintenanceRow key={window.id} window={window} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

const EXAMPLE = `maintenance:
  - id: sunday
    match: { group: Batch }
    days: [sun]
    from: "02:00"
    to: "06:00"
    zone: Europe/Berlin`;

function MaintenanceRow({ window }: { window: MaintenanceView }) {
  const { t, f } = useI18n();
  const words = t.alerts.maintenance;
  const { id, match, when, active, from, to } = window;
  const next = useNow((now) => {
    if (active) return to === null ? words.now : words.endsIn(f.rough(Math.max(0, to - now)));
    return from === null ? words.never : words.startsIn(f.rough(Math.max(0, from - now)));
  });
  return (
    <li className={active ? 'silence-row is-active' : 'silence-row'}>
      <Icon name={active ? 'bellOff' : 'calendar'} />
      <div className="incident-words">
        <p className="incident-title">
          <strong>{visibleLine(id)}</strong> <MatchChips match={match} />
        </p>
        <p className="incident-summary ellipsis">{visibleLine(when)}</p>
      </div>
      <p className="silence-when" title={from === null ? undefined : f.dateTime(from)}>
        {active ? <span className="badge is-warning">{words.active}</span> : null} {next}
      </p>
      <span />
    </li>
  );
}
