import type { Activity, Mark } from '../../../../shared/contract/schemas.ts';
import {
  componentActivity,
  NO_NEWS_REASONS,
  markActivity,
  notificationActivity,
  pauseActivity,
  stateActivity,
} from '../../activity.ts';
import type { StateChange } from '../../monitors/events.ts';
import { stateCode, stateOf } from '../pack.ts';
import { notificationsQuery } from './notifications.ts';
import type { Tables } from './tables.ts';

type Filter = { monitor: number | null; limit: number; from: number; to: number };
type StateRow = Pick<StateChange, 'monitorId' | 'at' | 'reason' | 'message'> & { state: number };
type ComponentRow = { monitorId: string; path: string; at: number; state: number | null; message: string };
type PauseRow = { monitorId: string | null; since: number; until: number | null; endedAt: number | null };

const FAILING = `(${stateCode('degraded')}, ${stateCode('unhealthy')})`;
/** As `isStateNews`, which is asked while it happens. */
const STATE_NEWS = `CASE state
  WHEN ${stateCode('unknown')} THEN reason IS NULL OR reason NOT IN (${NO_NEWS_REASONS.map((reason) => `'${reason}'`).join(', ')})
  ELSE ifnull((SELECT earlier.state FROM state_changes AS earlier
    WHERE earlier.monitor = change.monitor AND earlier.id < change.id AND earlier.state <> ${stateCode('unknown')}
    ORDER BY earlier.id DESC LIMIT 1), ${stateCode('healthy')}) <> state END`;
/** As `isComponentNews`, which is asked while it happens. */
const COMPONENT_NEWS = `(state IN ${FAILING} OR (state = ${stateCode('healthy')} AND (
  SELECT earlier.state FROM component_changes AS earlier
  WHERE earlier.monitor = change.monitor AND earlier.path = change.path AND earlier.id < change.id
  ORDER BY earlier.id DESC LIMIT 1) IN ${FAILING}))`;

interface ActivityFilter {
  /** Null: all monitors. */
  monitorId: string | null;
  limit: number;
  /** From this instant on, and before that one; null or left out: no bound. */
  from?: number | null;
  to?: number | null;
}

/** What happened, newest first; in the same words as it was told live. */
export function activityQuery(tables: Tables) {
  const { db, monitors } = tables;
  const newest = (columns: string, from: string, time = 'at', only = 'TRUE') =>
    `SELECT monitors.id AS monitorId, ${columns} FROM ${from} LEFT JOIN monitors ON key = monitor
     WHERE (@monitor IS NULL OR monitor = @monitor) AND ${time} >= @from AND ${time} < @to AND ${only}
     ORDER BY ${time} DESC LIMIT @limit`;
  const states = db.prepare<Filter, StateRow>(
    newest('at, state, reason, message', 'state_changes AS change', 'at', STATE_NEWS),
  );
  const components = db.prepare<Filter, ComponentRow>(
    newest('path, at, state, message', 'component_changes AS change', 'at', COMPONENT_NEWS),
  );
  const marks = db.prepare<Filter, Mark>(newest('at, kind, text', 'marks'));
  const pauses = db.prepare<Filter, PauseRow>(
    newest('from_at AS since, until_at AS until, ended_at AS endedAt', 'pauses', 'from_at'),
  );
  const notifications = notificationsQuery(tables);

  return ({ monitorId, limit, from = null, to = null }: ActivityFilter): { entries: Activity[] } => {
    const monitor = monitorId === null ? null : (monitors.find(monitorId)?.key ?? -1);
    const span = { from: from ?? Number.MIN_SAFE_INTEGER, to: to ?? Number.MAX_SAFE_INTEGER };
    const filter = { monitor, limit, ...span };
    const entries = [
      ...states.all(filter).map((row) => stateActivity({ ...row, to: stateOf(row.state) })),
      ...components
        .all(filter)
        .map((row) => componentActivity({ ...row, to: stateOf(row.state ?? -1), gone: row.state === null })),
      ...marks.all(filter).map(markActivity),
      ...pauses
        .all(filter)
        .flatMap(({ monitorId, since, until, endedAt }) => [
          pauseActivity({ monitorId, at: since, paused: { since, until } }),
          ...(endedAt === null ? [] : [pauseActivity({ monitorId, at: endedAt, paused: null })]),
        ]),
      ...notifications({ limit, subject: monitorId, ...span }).notifications.map(notificationActivity),
    ];
    return { entries: entries.toSorted((a, b) => b.at - a.at).slice(0, limit) };
  };
}
