import { Fragment, useMemo } from 'react';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { Icon, type IconName } from '../../../components/Icon.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useI18n } from '../../../i18n/i18n.tsx';
import { byDay, midnight } from '../../../lib/by-day.ts';
import { visibleLine } from '../../../lib/visible-text.ts';
import { useNow } from '../../../state/services.tsx';
import { useAlertQuery } from '../../../state/use-alert-query.ts';
import { Answer } from '../Answer.tsx';

const INPUT = { limit: 500 };
const ICONS: Readonly<Record<string, IconName>> = {
  silence: 'bellOff',
  unsilence: 'bell',
  ack: 'person',
  note: 'note',
  pause: 'pause',
  resume: 'play',
  config: 'overview',
  delete: 'trash',
  export: 'download',
};

/** Who did what that changes how alerts are told. */
export function AuditTab() {
  const { t, f } = useI18n();
  const query = useAlertQuery('audit', INPUT);
  const today = useNow(midnight);
  const days = useMemo(() => byDay(query.data?.entries ?? []), [query.data]);
  const words = t.alerts.audit;
  const actions: Readonly<Record<string, string>> = words.actions;
  return (
    <div className="tab-body">
      <Answer query={query} height={320}>
        {({ entries }) => (
          <Panel title={words.title}>
            {entries.length === 0 ? (
              <EmptyState icon="person" title={words.none} text={words.noneText} />
            ) : (
              <div className="activity audit">
                {days.map(({ day, entries: ofDay }) => (
                  <Fragment key={day}>
                    {day === today ? null : <h3 className="activity-day">{f.weekday(day)}</h3>}
                    <ol>
                      {ofDay.map(({ at, by, action, text }, index) => (
                        <li key={`${at}${index}`} className="audit-entry">
                          <time dateTime={new Date(at).toISOString()} title={f.dateTime(at)}>
                            {f.clock(at)}
                          </time>
                          <span className="activity-mark">
                            <Icon
                              name={Object.hasOwn(ICONS, action) ? (ICONS[action] ?? 'activity') : 'activity'}
                              size={13}
                            />
                          </span>
                          <p className="activity-words">
                            <strong>{visibleLine(by)}</strong>{' '}
                            {Object.hasOwn(actions, action) ? actions[action] : visibleLine(action)}{' '}
                            <span className="audit-text">{visibleLine(text)}</span>
                          </p>
                        </li>
                      ))}
                    </ol>
                  </Fragment>
                ))}
              </div>
            )}
          </Panel>
        )}
      </Answer>
    </div>
  );
}
