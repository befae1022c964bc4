import type { MatchView } from '../../../../shared/contract/alert-schemas.ts';
import { useI18n } from '../../../i18n/i18n.tsx';
import { visibleLine } from '../../../lib/visible-text.ts';
import { MATCH_KEYS } from './match-view.ts';

/** What a match says, one chip a key. */
export function MatchChips({ match }: { match: MatchView }) {
  const { t } = useI18n();
  const entries = Object.entries(match);
  if (entries.length === 0) return <span className="match-all">{t.alerts.silence.everything}</span>;
  return (
    <span className="match-chips">
      {entries.map(([key, globs]) => {
        const known = MATCH_KEYS.find((name) => name === key);
        return (
          <span key={key} className="match-chip">
            <span className="match-key">{known ? t.alerts.keys[known] : visibleLine(key)}</span>{' '}
            <code>{visibleLine(globs.join(', '))}</code>
          </span>
        );
      })}
    </span>
  );
}
