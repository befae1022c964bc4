import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '../../components/Button.tsx';
import { DayStrip } from '../../components/DayStrip.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Sentence } from '../../components/Sentence.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../i18n/i18n.tsx';
import { midnight } from '../../lib/by-day.ts';
import { countByDay } from '../../lib/day-counts.ts';
import { lastDays } from '../../lib/last-days.ts';
import { boundsOf, stepOf } from '../../lib/time-range.ts';
import { useNow } from '../../state/services.tsx';
import { useAlertQuery } from '../../state/use-alert-query.ts';
import { IncidentList } from './IncidentList.tsx';
import { IncidentToolbar } from './IncidentToolbar.tsx';
import { incidentSentence } from './incident-sentence.ts';
import {
  fittingIncidents,
  isNarrowed,
  readIncidentView,
  writeIncidentView,
  type IncidentView,
} from './incident-view.ts';

const DAYS = 30;
const STEP_MS = 15_000;

/** What happened? */
export function IncidentsPage() {
  const { t, f } = useI18n();
  const [query, setQuery] = useSearchParams();
  const view = useMemo(() => readIncidentView(query), [query]);
  const now = useNow((at) => Math.ceil(at / STEP_MS) * STEP_MS);
  const today = useNow(midnight);
  const days = useMemo(() => lastDays(today, DAYS), [today]);
  // The strip and the sentence look back a month, whatever the list does.
  const step = stepOf('30d');
  const since = Math.min(
    days[0] ?? today,
    boundsOf({ preset: view.period }, Math.ceil(now / step) * step).from,
  );
  const input = useMemo(() => ({ since, limit: 1000 }), [since]);
  const { data, error, pending, refresh } = useAlertQuery('incidents', input);
  const all = data?.incidents ?? null;
  const month = useMemo(
    () => all?.filter(({ endedAt }) => (endedAt ?? now) >= (days[0] ?? 0)) ?? null,
    [all, days, now],
  );
  const shown = useMemo(() => fittingIncidents(all ?? [], view, now), [all, view, now]);
  const strip = useMemo(
    () =>
      countByDay(
        (month ?? []).map(({ startedAt, severity }) => ({ at: startedAt, severity })),
        days,
      ),
    [month, days],
  );
  const change = (next: IncidentView, replace = false) => setQuery(writeIncidentView(next), { replace });
  const narrowed = isNarrowed(view);

  return (
    <div className="incidents-page">
      <Sentence said={month && incidentSentence(month, now, t.incidents.sentence, f.long)} />
      <Panel title={t.incidents.strip} className="strip-panel">
        {all === null && error === null ? (
          <Skeleton height={66} />
        ) : (
          <DayStrip
            days={strip}
            label={t.incidents.strip}
            words={t.incidents.began}
            chosen={view.day}
            onChoose={(day) => change({ ...view, day })}
          />
        )}
      </Panel>
      <IncidentToolbar view={view} incidents={all ?? []} onChange={change} />
      <ErrorBoundary level="component">
        {all === null && error === null ? <Skeleton height={420} /> : null}
        {all === null && error !== null ? (
          <section className="panel">
            <EmptyState icon="warning" title={t.errors.component} text={error}>
              <Button onClick={refresh}>{t.common.retry}</Button>
            </EmptyState>
          </section>
        ) : null}
        {shown.length > 0 ? <IncidentList incidents={shown} now={now} pending={pending} /> : null}
        {all !== null && shown.length === 0 ? (
          <section className="panel">
            <EmptyState
              icon={narrowed ? 'filter' : 'check'}
              title={narrowed ? t.incidents.nothingFits : t.incidents.none}
              text={narrowed ? t.incidents.nothingFitsText : t.incidents.noneText}
            >
              {narrowed ? (
                <Button
                  onClick={() => change({ ...view, state: 'all', subject: null, search: '', day: null })}
                >
                  {t.incidents.clear}
                </Button>
              ) : null}
            </EmptyState>
          </section>
        ) : null}
      </ErrorBoundary>
    </div>
  );
}
