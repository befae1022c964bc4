import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../i18n/i18n.tsx';

/** The overview before anything is known, in the sizes it will have. */
export function OverviewSkeleton() {
  const { t } = useI18n();
  return (
    <div className="overview" aria-busy="true">
      <h1 className="visually-hidden">{t.common.loading}</h1>
      <div className="headline">
        <Skeleton height={28} width="46%" />
        <Skeleton height={16} width="62%" />
      </div>
      <Skeleton height={36} />
      <div className="overview-columns">
        <div className="overview-list">
          <Skeleton height={330} />
          <Skeleton height={272} />
        </div>
        <aside className="overview-aside" aria-hidden="true">
          <Skeleton height={292} />
          <Skeleton height={280} />
        </aside>
      </div>
    </div>
  );
}
