import { useI18n } from '../i18n/i18n.tsx';
import { usePoint } from './use-point.ts';

/** A point in time, as short as it can be; the exact one is its tooltip. */
export function PointInTime({ at }: { at: number }) {
  const { f } = useI18n();
  return (
    <time dateTime={new Date(at).toISOString()} title={f.dateTime(at)}>
      {usePoint(at)}
    </time>
  );
}
