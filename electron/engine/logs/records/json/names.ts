/** What a key of a JSON record stands for. */
export type Role =
  | 'time'
  | 'level'
  | 'message'
  | 'service'
  | 'logger'
  | 'template'
  | 'fingerprint'
  | 'error'
  | 'errorType'
  | 'errorMessage'
  | 'stack'
  | 'odd';

/** Role and rank of a key; of two keys with the same role the one that is named first counts. */
export interface Name {
  role: Role;
  rank: number;
}

/** The names that loggers use, best first. Sources: the documentation of the loggers in docs/logs.md. */
const NAMES: Record<Exclude<Role, 'odd'>, string> = {
  time: 'timestamp @timestamp time ts @t Timestamp datetime date asctime eventTime instant timeMillis startTime timeUnixNano observedTimeUnixNano log_time logged_at __REALTIME_TIMESTAMP t',
  level:
    'level severity log.level levelname level_name loglevel logLevel log_level lvl @l Level LogLevel severityText severity_text error_severity PRIORITY severityNumber',
  message: 'message msg @m Message MESSAGE RenderedMessage short_message event body textPayload text @mt',
  service:
    'service service.name serviceName service_name serviceContext dd.service app appName app_name application Application SYSLOG_IDENTIFIER',
  logger: 'logger log.logger loggerName logger_name categoryName category Category SourceContext channel',
  template: '@mt messageTemplate MessageTemplate message_template {OriginalFormat}',
  fingerprint: 'fingerprint error.fingerprint error_fingerprint error.grouping_key',
  error: 'error err exception exc @x Exception thrown exc_info exc_text throwable',
  errorType: 'error.type error.kind error.name exception.type errorType error_type errorName exception.class',
  errorMessage: 'error.message exception.message errorMessage error_message',
  stack:
    'stack stacktrace stack_trace stackTrace error.stack_trace error.stack exception.stacktrace errorVerbose traceback backtrace full_message',
};

export type Names = ReadonlyMap<string, Name>;

/** The general table with a dialect's own names put first. */
export function namesWith(own: Partial<Record<Role, string>> = {}): Names {
  // What would set an object's prototype must become a field like any other, and only the table's keys are told apart.
  const names = new Map<string, Name>([['__proto__', { role: 'odd', rank: 0 }]]);
  for (const [role, words] of Object.entries(NAMES) as [Role, string][]) {
    words.split(' ').forEach((word, rank) => {
      if (!names.has(word)) names.set(word, { role, rank: rank + 10 });
    });
  }
  for (const [role, words] of Object.entries(own) as [Role, string][]) {
    words.split(' ').forEach((word, rank) => names.set(word, { role, rank }));
  }
  return names;
}
