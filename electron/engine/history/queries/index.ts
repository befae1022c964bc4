import type { Database } from 'better-sqlite3';
import { activityQuery } from './activity.ts';
import { auditQuery } from './audit.ts';
import { dependencySuggestionsQuery } from './dependency-suggestions.ts';
import { incidentQuery } from './incident.ts';
import { incidentsQuery } from './incidents.ts';
import { latestQuery } from './latest.ts';
import { ledgerQuery } from './ledger.ts';
import { metricsQuery } from './metrics.ts';
import { noiseQuery } from './noise.ts';
import { notificationsQuery } from './notifications.ts';
import { overviewQuery } from './overview.ts';
import { recallQuery } from './recall.ts';
import { replayQuery } from './replay.ts';
import { resultsQuery } from './results.ts';
import { openTables } from './tables.ts';
import { trendQuery } from './trend.ts';
import { uptimeQuery } from './uptime.ts';

/** Every question to the history, over one read-only handle. A new one is one file and one line here. */
export function createQueries(db: Database) {
  const tables = openTables(db);
  const all = {
    activity: activityQuery(tables),
    audit: auditQuery(tables),
    dependencySuggestions: dependencySuggestionsQuery(tables),
    incident: incidentQuery(tables),
    incidents: incidentsQuery(tables),
    latest: latestQuery(tables),
    ledger: ledgerQuery(tables),
    metrics: metricsQuery(tables),
    noise: noiseQuery(tables),
    notifications: notificationsQuery(tables),
    overview: overviewQuery(tables),
    recall: recallQuery(tables),
    replay: replayQuery(tables),
    results: resultsQuery(tables),
    trend: trendQuery(tables),
    uptime: uptimeQuery(tables),
  };
  return all;
}

export type Queries = ReturnType<typeof createQueries>;
export type QueryName = keyof Queries;
export type QueryParams<N extends QueryName> = Parameters<Queries[N]>[0];
export type QueryAnswer<N extends QueryName> = ReturnType<Queries[N]>;
