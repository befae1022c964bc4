import { headedFormat } from '../text/headed.ts';

/** PostgreSQL's stderr log: `2026-07-04 12:00:00.123 UTC [31] user@db ERROR:  text`; DETAIL and such are lines of their own. */
export const postgres = headedFormat({
  name: 'postgresql',
  rest: / \[(?<pid>\d+)(?:-\d+)?\]:? (?:\[\d+-\d+\] )?(?:(?<user>[^\s@=]*)@(?<database>\S*) )?(?:[^\s:]+ ){0,3}?(?<level>DEBUG\d?|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC|DETAIL|HINT|QUERY|CONTEXT|STATEMENT|LOCATION): +(?<message>.*)$/sy,
  levels: { DETAIL: 'info', HINT: 'info', QUERY: 'info', CONTEXT: 'info', LOCATION: 'info' },
});
