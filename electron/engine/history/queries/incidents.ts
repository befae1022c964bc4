import type { Incident } from '../../../../shared/contract/alert-schemas.ts';
import { readAcks, type AckRow } from '../../storage/tables/acks.ts';
import type { IncidentChange } from '../../alerts/core/effects.ts';
import type { Tables } from './tables.ts';

/** An incident without what only the configuration knows: the subject's name. */
export type StoredIncident = Omit<Incident, 'name'>;

type Stored = Omit<IncidentChange, 'rules'> & {
  rules: string;
  said: string | null;
  decided: string | null;
};

/** So near to the start of an incident a change of state is what opened it. */
const BEFORE_MS = 5_000;
const AFTER_MS = 1_000;

/**
 * What an incident was about is what the monitor said when its state changed, else what was decided first; of an old one
 * neither may be known any more.
 */
export const INCIDENT_COLUMNS = `id, subject, severity, started_at AS startedAt, ended_at AS endedAt, rules,
  (SELECT message FROM state_changes JOIN monitors ON monitors.key = state_changes.monitor
   WHERE monitors.id = incidents.subject AND message <> ''
     AND state_changes.at BETWEEN started_at - ${BEFORE_MS} AND started_at + ${AFTER_MS}
   ORDER BY state_changes.at DESC LIMIT 1) AS said,
  (SELECT text FROM ledger WHERE ledger.subject = incidents.subject AND decision = 'fired' AND at >= started_at
   ORDER BY at, ledger.id LIMIT 1) AS decided`;

interface Span {
  since: number;
  /** Null: up to now. */
  until?: number | null;
  /** Null: of all subjects. */
  subject?: string | null;
  limit: number;
}

/** Incidents that overlap a span, the newest first. */
export function incidentsQuery({ db }: Tables) {
  const rows = db.prepare<
    { since: number; until: number | null; subject: string | null; limit: number },
    Stored
  >(
    `SELECT ${INCIDENT_COLUMNS} FROM incidents
     WHERE (ended_at IS NULL OR ended_at >= @since) AND (@until IS NULL OR started_at < @until)
       AND (@subject IS NULL OR subject = @subject)
     ORDER BY started_at DESC, id LIMIT @limit`,
  );
  const whole = wholeIncident({ db });
  return ({ since, until = null, subject = null, limit }: Span): { incidents: StoredIncident[] } => ({
    incidents: rows.all({ since, until, subject, limit }).map(whole),
  });
}

/** Completes a stored row by its rules and its ack. */
export function wholeIncident({ db }: Pick<Tables, 'db'>): (row: Stored) => StoredIncident {
  const acks = readAcks(db);
  return ({ said, decided, ...row }) => {
    const { subject, startedAt, endedAt } = row;
    const rules = JSON.parse(row.rules) as string[];
    const ack = acks.of(subject, startedAt, endedAt ?? Number.MAX_SAFE_INTEGER).at(-1);
    return {
      ...row,
      state: endedAt === null ? 'open' : 'closed',
      rules,
      summary: said ?? decided ?? rules.join(', '),
      // While it is open an ack may have ended already; of a closed one it is history.
      acked: ack && (endedAt !== null || ack.endedAt === null) ? shownAck(ack) : null,
    };
  };
}

function shownAck({ at, by, text }: AckRow): StoredIncident['acked'] {
  return { at, by, text };
}
