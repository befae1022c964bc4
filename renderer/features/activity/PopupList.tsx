import type { NotificationRecord } from '../../../shared/contract/schemas.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../i18n/i18n.tsx';

/** Popups with what became of them. */
export function PopupList({ records }: { records: readonly NotificationRecord[] | null }) {
  const { t, f } = useI18n();
  if (records === null) return <Skeleton height={180} />;
  if (records.length === 0) {
    return <EmptyState small icon="bell" title={t.activity.noPopups} text={t.activity.noPopupsText} />;
  }
  return (
    <ol className="popups">
      {records.map((record) => (
        <li key={`${record.at}${record.channel}${record.title}`} className="popup">
          <Icon name="bell" />
          <div className="popup-words">
            <p className="popup-title">{record.title}</p>
            <p className="popup-body">{record.body}</p>
            <p className={record.outcome === 'shown' ? 'popup-outcome' : 'popup-outcome is-failed'}>
              {t.activity[record.outcome]}: {record.detail}
            </p>
          </div>
          <time dateTime={new Date(record.at).toISOString()}>{f.dateTime(record.at)}</time>
        </li>
      ))}
    </ol>
  );
}
