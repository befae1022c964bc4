import { useMemo, useRef } from 'react';
import type { Incident } from '../../../shared/contract/alert-schemas.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { byDay, midnight } from '../../lib/by-day.ts';
import { classNames } from '../../lib/class-names.ts';
import { useListKeys } from '../../lib/use-list-keys.ts';
import { useNow } from '../../state/services.tsx';
import { IncidentRow } from './IncidentRow.tsx';

interface Props {
  incidents: readonly Incident[];
  now: number;
  /** What is shown belongs to an earlier question. */
  pending: boolean;
}

/** Incidents by the day on which they began, newest first. */
export function IncidentList({ incidents, now, pending }: Props) {
  const { t, f } = useI18n();
  const list = useRef<HTMLDivElement>(null);
  const today = useNow(midnight);
  const days = useMemo(
    () =>
      byDay(
        incidents
          .toSorted((a, b) => b.startedAt - a.startedAt)
          .map((incident) => ({ at: incident.startedAt, incident })),
      ),
    [incidents],
  );
  useListKeys(list);
  return (
    <div ref={list} className={classNames('incident-days', pending && 'is-pending')}>
      {days.map(({ day, entries }) => (
        <section key={day} className="panel incident-day" aria-label={f.weekday(day)}>
          <header className="incident-day-head">
            <h2>{day === today ? t.incidents.today : f.weekday(day)}</h2>
            <span>{t.incidents.count(entries.length)}</span>
          </header>
          <ol>
            {entries.map(({ incident }) => (
              <IncidentRow key={incident.id} incident={incident} day={day} now={now} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
