import type { LogSource } from '../../../shared/contract/log-schemas.ts';
import { Icon } from '../../components/Icon.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { visibleText } from '../../lib/visible-text.ts';

/** Sources that cannot be read, each with its reason: what follows does not speak for them. */
export function SourceNotices({ sources }: { sources: readonly LogSource[] }) {
  const { t } = useI18n();
  const silent = sources.filter(({ state }) => state === 'unknown');
  if (silent.length === 0) return null;
  return (
    <ul className="source-notices" aria-label={t.logs.notices}>
      {silent.map(({ id, name, reason }) => (
        <li key={id} className="source-notice">
          <Icon name="warning" size={14} />
          <p>
            <strong>{t.logs.notRead(visibleText(name))}</strong> {visibleText(reason ?? '')}
          </p>
        </li>
      ))}
    </ul>
  );
}
