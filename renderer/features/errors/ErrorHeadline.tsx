import { useEffect, useMemo } from 'react';
import { useI18n } from '../../i18n/i18n.tsx';
import type { Preset } from '../../lib/time-range.ts';
import { useApi } from '../../state/services.tsx';
import { useQuery } from '../../state/use-query.ts';
import { visibleLine } from '../../lib/visible-text.ts';
import { errorSentence } from './error-sentence.ts';

interface Props {
  /** Ids of log sources; null means all. */
  sources: string[] | null;
  since: number;
  period: Preset;
}

/** How often the sentence is looked at anew. */
const EVERY_MS = 10_000;

/** What a colleague would say who has looked at the errors; words and states do not narrow what it speaks of. */
export function ErrorHeadline({ sources, since, period }: Props) {
  const { t } = useI18n();
  const api = useApi();
  const input = useMemo(() => ({ sources, since, trendBuckets: 1 }), [sources, since]);
  const { data, refresh } = useQuery('errorGroups', input, EVERY_MS);
  useEffect(() => api.on('errorGroups', refresh), [api, refresh]);
  const said = data && errorSentence(data.groups, since, t.logs.within[period], t.errorGroups.sentence);
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
