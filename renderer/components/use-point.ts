import { useI18n } from '../i18n/i18n.tsx';
import { useNow } from '../state/services.tsx';

/** A point in time as text that stays short as time passes; null stays null. */
export function usePoint(at: number | null): string | null {
  const { f } = useI18n();
  const text = useNow((now) => (at === null ? '' : f.point(at, now)));
  return at === null ? null : text;
}
