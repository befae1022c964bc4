import { useI18n } from '../i18n/i18n.tsx';
import { useNow } from '../state/services.tsx';

/** "2 s ago", kept up to date; the exact time is its tooltip. */
export function Age({ at, bare = false }: { at: number; bare?: boolean }) {
  const { t, f } = useI18n();
  const text = useNow((now) => f.short(now - at));
  return (
    <time dateTime={new Date(at).toISOString()} title={f.dateTime(at)}>
      {bare ? text : t.common.ago(text)}
    </time>
  );
}
