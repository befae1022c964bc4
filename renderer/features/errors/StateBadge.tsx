import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { useI18n } from '../../i18n/i18n.tsx';

/** What is worth a word beside a title: new, came back, resolved, ignored; nothing for what is simply open. */
export function StateBadge({ state, fresh }: { state: ErrorGroup['state']; fresh: boolean }) {
  const { t } = useI18n();
  if (state === 'open' && !fresh) return null;
  const look = fresh ? 'new' : state;
  return (
    <span className={`badge is-${look}`}>{fresh ? t.errorGroups.isNew : t.errorGroups.states[state]}</span>
  );
}
