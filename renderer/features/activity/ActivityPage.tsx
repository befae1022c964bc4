import { useSearchParams } from 'react-router';
import { Panel } from '../../components/Panel.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useLive } from '../../state/services.tsx';
import { ActivityList } from './ActivityList.tsx';
import { PopupList } from './PopupList.tsx';

/** What happened, to all monitors, and what was said about it. */
export function ActivityPage() {
  const { t } = useI18n();
  const [query, setQuery] = useSearchParams();
  const popups = query.get('show') === 'popups';
  const activity = useLive((live) => live.activity);
  const notifications = useLive((live) => live.notifications);
  const tabs = [
    { key: 'all', label: t.activity.all, pressed: !popups, query: '' },
    { key: 'popups', label: t.activity.popups, pressed: popups, query: 'show=popups' },
  ];
  return (
    <div className="page-narrow">
      <h1 className="page-title">{t.activity.title}</h1>
      <div className="segments" role="group" aria-label={t.activity.title}>
        {tabs.map(({ key, label, pressed, query: next }) => (
          <button
            key={key}
            type="button"
            className="segment"
            aria-pressed={pressed}
            onClick={() => setQuery(new URLSearchParams(next), { replace: true })}
          >
            {label}
          </button>
        ))}
      </div>
      <Panel title={popups ? t.activity.popups : t.activity.all}>
        {popups ? <PopupList records={notifications} /> : <ActivityList entries={activity} />}
      </Panel>
    </div>
  );
}
