import { visibleLine } from '../lib/visible-text.ts';
import { useI18n } from '../i18n/i18n.tsx';

interface Props {
  /** Null while it is on its way. */
  said: { tone: 'healthy' | 'degraded' | 'unhealthy'; lead: string; rest: string; detail: string } | null;
}

/** The sentence that a page opens with; it keeps its place while it is not known. */
export function Sentence({ said }: Props) {
  const { t } = useI18n();
  return (
    <div className="headline sentence" aria-busy={said === null}>
      <h1 className="headline-text">
        {said === null ? (
          <span className="visually-hidden">{t.common.loading}</span>
        ) : (
          <>
            <span className={`headline-lead is-${said.tone}`}>{visibleLine(said.lead)}</span>{' '}
            {visibleLine(said.rest)}
          </>
        )}
      </h1>
      <p className="headline-detail">{said ? visibleLine(said.detail) : ''}</p>
    </div>
  );
}
