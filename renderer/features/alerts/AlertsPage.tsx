import { NavLink, useParams } from 'react-router';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { Sentence } from '../../components/Sentence.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { useAlertQuery } from '../../state/use-alert-query.ts';
import { NotFoundPage } from '../NotFoundPage.tsx';
import { alertSentence } from './alert-sentence.ts';
import { TAB_NAMES, tabPath, TABS } from './tabs.ts';

const EVERYTHING = {};

/** What is told, what is not, and why? */
export function AlertsPage() {
  const { t, f } = useI18n();
  const { tab = 'rules' } = useParams();
  const { data } = useAlertQuery('alerts', EVERYTHING);
  const name = TAB_NAMES.find((known) => known === tab);
  if (name === undefined) return <NotFoundPage />;
  const Tab = TABS[name];
  const firing = data?.alerts.filter(({ phase, held }) => phase === 'firing' && held === null).length ?? 0;
  return (
    <div className="alerts-page">
      <Sentence said={data && alertSentence(data, t.alerts.sentence)} />
      <nav className="tabs" aria-label={t.alerts.tabsLabel}>
        {TAB_NAMES.map((known) => (
          <NavLink key={known} to={tabPath(known)} end className="tab">
            {t.alerts.tabs[known]}
            {known === 'now' && firing > 0 ? <span className="tab-count">{f.number(firing)}</span> : null}
          </NavLink>
        ))}
      </nav>
      <ErrorBoundary level="component" resetKey={name}>
        <Tab />
      </ErrorBoundary>
    </div>
  );
}
