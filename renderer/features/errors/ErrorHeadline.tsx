import type { ErrorGroup } from '../../../shared/contract/log-schemas.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { Preset } from '../../lib/time-range.ts';
import { visibleLine } from '../../lib/visible-text.ts';
import { errorSentence } from './error-sentence.ts';

interface Props {
  /** Null while they are on their way. */
  groups: readonly ErrorGroup[] | null;
  since: number;
  period: Preset;
}

/** What a colleague would say who has looked at the errors. */
export function ErrorHeadline({ groups, since, period }: Props) {
  const { t } = useI18n();
  const said = groups && errorSentence(groups, since, t.logs.within[period], t.errorGroups.sentence);
  return (
    <div className="headline logs-headline" aria-busy={said === null}>
      <h1 className="headline-text">
        {said === null ? (
          <span className="visually-hidden">{t.common.loading}</span>
        ) : (
          <>
            <span className={`headline-lead is-${said.tone}`}>{said.lead}</span> {said.rest}
          </>
        )}
      </h1>
      <p className="headline-detail ellipsis">{said ? visibleLine(said.detail) : ''}</p>
    </div>
  );
}
