import { useI18n } from '../../i18n/i18n.tsx';
import { useAlertQuery } from '../../state/use-alert-query.ts';
import { useMemo } from 'react';
import { useNow } from '../../state/services.tsx';

const STEP_MS = 3_600_000;

/** How many incidents are open, beside the page that lists them. */
export function OpenIncidents() {
  const { t, f } = useI18n();
  const since = useNow((at) => Math.floor(at / STEP_MS) * STEP_MS);
  const input = useMemo(() => ({ since, limit: 1000 }), [since]);
  const { data } = useAlertQuery('incidents', input);
  const open = data?.incidents.filter(({ state }) => state === 'open') ?? [];
  if (open.length === 0) return null;
  const worst = open.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning';
  return (
    <span className={`nav-count is-${worst}`} role="img" aria-label={t.incidents.openCount(open.length)}>
      {f.number(open.length)}
    </span>
  );
}
