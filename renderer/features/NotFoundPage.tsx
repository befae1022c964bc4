import { Link } from 'react-router';
import { EmptyState } from '../components/EmptyState.tsx';
import { useI18n } from '../i18n/i18n.tsx';

export function NotFoundPage() {
  const { t } = useI18n();
  return (
    <div className="page-centre">
      <h1 className="visually-hidden">{t.pages.notFound}</h1>
      <EmptyState icon="search" title={t.pages.notFound} text={t.pages.notFoundText}>
        <Link className="button is-plain" to="/">
          {t.pages.toOverview}
        </Link>
      </EmptyState>
    </div>
  );
}
