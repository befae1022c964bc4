import { headedFormat } from '../text/headed.ts';

/** RabbitMQ since 3.7: `2026-07-04 12:00:00.123456+02:00 [error] <0.31.0> text`. */
export const rabbitmq = headedFormat({
  name: 'rabbitmq',
  rest: / \[(?<level>[a-z]+)\] <(?<process>[\d.]+)> (?<message>.*)$/sy,
});
