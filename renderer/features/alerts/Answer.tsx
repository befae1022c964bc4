import type { ReactNode } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../i18n/i18n.tsx';

interface Props<T> {
  query: { data: T | null; error: string | null; refresh: () => void };
  /** Of the place that is held while it is on its way. */
  height: number;
  children: (data: T) => ReactNode;
}

/** What was asked for; until it is there its place, and where it could not be read the reason and another try. */
export function Answer<T>({ query: { data, error, refresh }, height, children }: Props<T>) {
  const { t } = useI18n();
  if (data !== null) return children(data);
  if (error === null) return <Skeleton height={height} />;
  return (
    <section className="panel">
      <EmptyState icon="warning" title={t.errors.component} text={error}>
        <Button onClick={refresh}>{t.common.retry}</Button>
      </EmptyState>
    </section>
  );
}
