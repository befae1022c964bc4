import { useMemo } from 'react';
import { useI18n } from '../../i18n/i18n.tsx';
import { boundsOf, isChosen, stepOf } from '../../lib/time-range.ts';
import { useNow } from '../../state/services.tsx';
import { useQuery } from '../../state/use-query.ts';
import { logSentence } from './log-sentence.ts';
import type { LogView } from './log-view.ts';

/** How often the sentence is looked at anew. */
const EVERY_MS = 10_000;

/** What a colleague would say who has read the logs of this time. */
export function LogHeadline({ view, nameOf }: { view: LogView; nameOf: (source: string) => string }) {
  const { t, f } = useI18n();
  const { range } = view;
  const chosen = isChosen(range);
  const step = stepOf(range.preset);
  const now = useNow((at) => Math.ceil(at / step) * step);
  const { from, to } = boundsOf(range, now);
  const sources = view.sources.length > 0 ? [...view.sources] : null;
  const key = JSON.stringify({ sources, from, to });
  const input = useMemo(
    () => JSON.parse(key) as { sources: string[] | null; from: number; to: number },
    [key],
  );
  const histogram = useQuery(
    'logHistogram',
    useMemo(() => ({ ...input, buckets: 1 }), [input]),
    EVERY_MS,
  );
  const groups = useQuery(
    'errorGroups',
    useMemo(() => ({ sources: input.sources, since: input.from, trendBuckets: 1 }), [input]),
    EVERY_MS,
  );
  const newest = useQuery(
    'logs',
    useMemo(() => ({ sources: input.sources, level: 'error' as const, limit: 1 }), [input.sources]),
    EVERY_MS,
  );
  const minute = useNow((at) => Math.floor(at / EVERY_MS) * EVERY_MS);

  const said = useMemo(() => {
    if (!histogram.data || !groups.data || !newest.data) return null;
    const facts = {
      buckets: histogram.data.buckets,
      // Trends of groups reach to the present; they tell nothing about a span that ended.
      groups: chosen ? [] : groups.data.groups,
      from: input.from,
      lastErrorAt: newest.data.records[0]?.time ?? null,
      now: minute,
      live: !chosen,
      nameOf,
    };
    const within =
      view.at !== null
        ? t.logs.around(f.clock(view.at))
        : chosen
          ? t.logs.inSpan(f.span(input.from, input.to))
          : t.logs.within[range.preset];
    return logSentence(facts, within, { ...t.logs.sentence, duration: (ms) => f.long(ms) });
  }, [histogram.data, groups.data, newest.data, chosen, input, minute, nameOf, view.at, range.preset, t, f]);

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
      <p className="headline-detail">{said?.detail.join(' · ')}</p>
    </div>
  );
}
