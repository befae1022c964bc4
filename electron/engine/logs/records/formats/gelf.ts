import { jsonFormat } from './json-lines.ts';

/** Graylog's GELF 1.1: syslog severities as levels, additional fields begin with an underscore. */
export const gelf = jsonFormat({
  name: 'gelf',
  claims: ({ version, short_message: text }) => typeof version === 'string' && typeof text === 'string',
  names: {
    message: 'short_message',
    service: 'service _service _app _application_name _facility facility',
    logger: '_logger _LoggerName _logger_name',
  },
});
