import { entriesOf, fields } from '../../fields.ts';
import { LOG_LEVELS } from '../levels.ts';
import { duration } from '../../values/duration.ts';
import { number, oneOf, text } from '../../values/plain.ts';
import { defineForm, type IssueContext } from '../form.ts';
import type { Condition, LogFilter } from '../model.ts';
import { readThreshold, sides } from '../threshold.ts';
import { yes } from './yes.ts';

const filter = fields({
  source: text('the id of a log source, or a glob').optional(),
  level: oneOf(LOG_LEVELS).optional(),
  service: text('a glob').optional(),
  search: text().optional(),
  matches: text('an RE2 pattern').optional(),
  where: entriesOf(text('a glob in quotes')).optional(),
}).transform((parsed): LogFilter => ({
  source: parsed.source ?? null,
  level: parsed.level ?? null,
  service: parsed.service ?? null,
  search: parsed.search ?? null,
  matches: parsed.matches ?? null,
  where: Object.fromEntries(parsed.where ?? []),
}));

const shape = {
  logs: filter,
  count: yes.optional(),
  rate: yes.optional(),
  field: text('the name of a field').optional(),
  agg: oneOf(['avg', 'p50', 'p95', 'p99', 'max', 'min', 'sum']).optional(),
  group: oneOf(['new', 'regressed']).optional(),
  ...sides(number),
  over: duration({ minMs: 1_000 }).optional(),
};

/** `{ logs: {…}, count | rate: true | field + agg, above | below, over }` or `{ logs: {…}, group: new }`. */
export const logsForm = defineForm('logs', shape, (parsed, context): Condition => {
  const ways = (['count', 'rate', 'field', 'group'] as const).filter((key) => parsed[key] !== undefined);
  const [way] = ways;
  if (way === undefined || ways.length > 1) {
    return refuse(
      context,
      parsed,
      `expected one of count, rate, field or group${ways.length > 1 ? `, got ${ways.join(' and ')}` : ''}`,
    );
  }
  if (way === 'group') {
    const idle = (['above', 'below', 'over', 'agg'] as const).find((key) => parsed[key] !== undefined);
    if (idle) return refuse(context, parsed, `${idle} has no meaning beside group`, idle);
    return { kind: 'log_group', filter: parsed.logs, group: parsed.group ?? 'new' };
  }
  if (parsed.over === undefined)
    return refuse(context, parsed, 'is missing, expected a duration such as "5m"', 'over');
  const threshold = readThreshold({ above: parsed.above, below: parsed.below }, context);
  if (way !== 'field') {
    return { kind: 'log_count', filter: parsed.logs, rate: way === 'rate', threshold, overMs: parsed.over };
  }
  if (parsed.agg === undefined)
    return refuse(context, parsed, 'is missing, expected one of avg, p50, p95, p99, max, min, sum', 'agg');
  return {
    kind: 'log_field',
    filter: parsed.logs,
    field: parsed.field ?? '',
    aggregate: parsed.agg,
    threshold,
    overMs: parsed.over,
  };
});

function refuse(context: IssueContext, input: unknown, message: string, key?: string): Condition {
  context.issues.push({ code: 'custom', message, input, path: key === undefined ? [] : [key] });
  return { kind: 'all', parts: [] };
}
