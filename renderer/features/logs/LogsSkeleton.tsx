import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../i18n/i18n.tsx';

/** The page before anything is known, in the sizes it will have. */
export function LogsSkeleton() {
  const { t } = useI18n();
  return (
    <div className="logs-page" aria-busy="true">
      <h1 className="visually-hidden">{t.common.loading}</h1>
      <div className="headline">
        <Skeleton height={28} width="46%" />
        <Skeleton height={16} width="32%" />
      </div>
      <Skeleton height={72} />
      <Skeleton height={124} />
      <Skeleton height={320} />
    </div>
  );
}
