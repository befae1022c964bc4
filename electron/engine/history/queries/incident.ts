import type { IncidentEvent } from '../../../../shared/contract/alert-schemas.ts';
import { activityQuery } from './activity.ts';
import { INCIDENT_COLUMNS, wholeIncident, type StoredIncident } from './incidents.ts';
import type { Tables } from './tables.ts';

/** How long before an incident something may have happened that explains it. */
const BEFORE_MS = 15 * 60_000;
const MOST_ELSEWHERE = 100;

export interface WholeIncident {
  incident: StoredIncident | null;
  timeline: IncidentEvent[];
  /** What other monitors did at the time, oldest first. */
  elsewhere: (IncidentEvent & { subject: string })[];
}

/** One incident with its timeline, and what else happened from a quarter of an hour before it to its end. */
export function incidentQuery(tables: Tables) {
  const { db } = tables;
  const one = db.prepare<[string], Parameters<ReturnType<typeof wholeIncident>>[0]>(
    `SELECT ${INCIDENT_COLUMNS} FROM incidents WHERE id = ?`,
  );
  const events = db.prepare<[string], IncidentEvent>(
    'SELECT at, kind, text FROM incident_events WHERE incident = ? ORDER BY at, id',
  );
  const whole = wholeIncident(tables);
  const activity = activityQuery(tables);

  return ({ id }: { id: string }): WholeIncident => {
    const row = one.get(id);
    if (!row) return { incident: null, timeline: [], elsewhere: [] };
    const incident = whole(row);
    const { entries } = activity({
      monitorId: null,
      limit: MOST_ELSEWHERE,
      from: incident.startedAt - BEFORE_MS,
      to: incident.endedAt,
    });
    const elsewhere = entries
      .filter(({ kind, monitorId }) => kind !== 'notification' && monitorId !== incident.subject)
      .map(({ at, kind, text, monitorId }) => ({ at, kind, text, subject: monitorId ?? '' }));
    return { incident, timeline: events.all(id), elsewhere: elsewhere.toReversed() };
  };
}
