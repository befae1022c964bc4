import type { Database } from 'better-sqlite3';
import { errorGroupQuery } from './error-group.ts';
import { errorGroupsQuery } from './error-groups.ts';
import { logEvidenceQuery } from './log-evidence.ts';
import { logHistogramQuery } from './log-histogram.ts';
import { logMatchesQuery } from './log-matches.ts';
import { logRecordQuery } from './log-record.ts';
import { logsSinceQuery } from './logs-since.ts';
import { logsQuery, printedLogsQuery } from './logs.ts';
import { printedErrorsQuery } from './printed-errors.ts';
import { printedAfterQuery } from './records-after.ts';
import { replayLogsQuery } from './replay-logs.ts';
import { openLogTables } from './tables.ts';

/** Every question to the logs, over one read-only handle. A new one is one file and one line here. */
export function createLogQueries(db: Database) {
  const tables = openLogTables(db);
  return {
    errorGroup: errorGroupQuery(tables),
    errorGroups: errorGroupsQuery(tables),
    logEvidence: logEvidenceQuery(tables),
    logHistogram: logHistogramQuery(tables),
    logMatches: logMatchesQuery(tables),
    logRecord: logRecordQuery(tables),
    logs: logsQuery(tables),
    logsSince: logsSinceQuery(tables),
    printedErrors: printedErrorsQuery(tables),
    printedAfter: printedAfterQuery(tables),
    printedLogs: printedLogsQuery(tables),
    replayLogs: replayLogsQuery(tables),
  };
}

export type LogQueries = ReturnType<typeof createLogQueries>;
export type LogQueryName = keyof LogQueries;
export type LogQueryParams<N extends LogQueryName> = Parameters<LogQueries[N]>[0];
export type LogQueryAnswer<N extends LogQueryName> = ReturnType<LogQueries[N]>;
