/** The language of rule tests, read like the configuration. */
import { z } from 'zod';
import { SEVERITIES } from '../../../../shared/domain/severity.ts';
import { LOG_LEVELS } from '../../../../shared/config/alerts/levels.ts';
import { oneOrMore } from '../../../../shared/config/alerts/list-or-one.ts';
import { entriesOf, fields, listOf, type Fields } from '../../../../shared/config/fields.ts';
import { leaf, Mismatch } from '../../../../shared/config/leaf.ts';
import { match } from '../../../../shared/config/notify/match.ts';
import { isTreeMap, Scalar } from '../../../../shared/config/scalar.ts';
import { timeZone } from '../../../../shared/config/values/address.ts';
import { duration, parseDuration } from '../../../../shared/config/values/duration.ts';
import { jsonValue } from '../../../../shared/config/values/json.ts';
import { bool, id, integer, oneOf, text } from '../../../../shared/config/values/plain.ts';
import { NOTIFICATION_ORDER, type Decision } from '../core/effects.ts';

const series = text('a series such as "healthy*20 unhealthy*4"');

/** A duration that may go back. */
const signedDuration = leaf('a duration such as "1h" or "-1h"', ({ text: written }) => {
  const ms = parseDuration(written.replace(/^[+-]/, ''));
  if (ms === null) return undefined;
  return written.startsWith('-') ? -ms : ms;
});

const startTime = leaf('a time such as 2026-01-05T08:00:00Z', ({ text: written }) => {
  const at =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(written) || /^\d{4}-\d\d-\d\d$/.test(written)
      ? Date.parse(written)
      : Number.NaN;
  return Number.isNaN(at)
    ? new Mismatch(`expected a time such as 2026-01-05T08:00:00Z, got ${written || 'nothing'}`)
    : at;
});

const monitorSeries = {
  monitor: id,
  interval: duration({ minMs: 1 }).optional(),
  state: series.optional(),
  latency: series.optional(),
  components: entriesOf(series).optional(),
  cert_expires: series.optional(),
  file_age: series.optional(),
  restarts: series.optional(),
  values: z.unknown().optional(),
};

const logSeries = {
  source: id,
  interval: duration({ minMs: 1 }).optional(),
  level: oneOf(LOG_LEVELS).optional(),
  message: text('text', { empty: true }).optional(),
  service: text().optional(),
  fields: entriesOf(jsonValue).optional(),
  counts: series.optional(),
  values: z.unknown().optional(),
};

const instant = duration();

const EVENTS = {
  suspend: { until: instant },
  offline: { until: instant },
  idle: { until: instant },
  locked: { until: instant },
  restart: { until: instant },
  ack: { subject: text('the id of a monitor, or log:SOURCE') },
  silence: {
    id: id.optional(),
    match: match.optional(),
    until: instant.optional(),
    reason: text('text', { empty: true }).optional(),
  },
  clock: { by: signedDuration },
  notifier_fails: { notifier: id, until: instant },
  mark: { text: text() },
};
export const EVENT_NAMES = Object.keys(EVENTS) as (keyof typeof EVENTS)[];

const DECISIONS = [
  'fired',
  'resolved',
  'held',
  'inhibited',
  'grouped',
  'silenced',
  'delivered',
  'failed',
  'dropped',
  'closed',
] as const satisfies readonly Decision[];

const notification = fields({
  notifier: id.optional(),
  kind: oneOf(NOTIFICATION_ORDER).optional(),
  severity: oneOf(SEVERITIES).optional(),
  subjects: listOf(text('the id of a monitor, or log:SOURCE')).optional(),
  root: text('the id of a monitor').optional(),
  held: integer(0, 1_000_000).optional(),
  rules: oneOrMore(text('the id of a rule')).optional(),
});

const ledgerRow = fields({
  subject: text('the id of a monitor, or log:SOURCE').optional(),
  rule: text('the id of a rule').optional(),
  decision: oneOf(DECISIONS).optional(),
  by: text('an id, or a word such as quiet_hours').optional(),
});

const expectation = fields({
  at: instant,
  rule: text('the id of a rule').optional(),
  subject: text('the id of a monitor, or log:SOURCE').optional(),
  state: oneOf(['inactive', 'pending', 'firing']).optional(),
  frozen: bool.optional(),
  notifications: listOf(notification).optional(),
  incident: fields({
    subject: text('the id of a monitor, or log:SOURCE'),
    state: oneOf(['open', 'closed', 'none']),
  }).optional(),
  ledger: oneOrMore(ledgerRow).optional(),
}).transform((parsed, context) => {
  const fail = (message: string, key?: string) =>
    context.issues.push({ code: 'custom', message, input: parsed, path: key === undefined ? [] : [key] });
  const aboutAlert = parsed.state !== undefined || parsed.frozen !== undefined;
  if ((parsed.rule !== undefined || parsed.subject !== undefined || aboutAlert) && !aboutAlert)
    fail('is missing, expected inactive, pending or firing', 'state');
  if (aboutAlert && parsed.rule === undefined) fail('is missing, expected the id of a rule', 'rule');
  if (aboutAlert && parsed.subject === undefined)
    fail('is missing, expected the id of a monitor, or log:SOURCE', 'subject');
  if (
    !aboutAlert &&
    parsed.rule === undefined &&
    !parsed.notifications &&
    !parsed.incident &&
    !parsed.ledger
  ) {
    fail('expected rule with subject and state, notifications, incident or ledger');
  }
  return parsed;
});

const seriesSchema = fields(monitorSeries);
const logSeriesSchema = fields(logSeries);

/** One series, of a monitor or of a log source. */
const anySeries = z.unknown().transform((input, context) => {
  const isLog = isTreeMap(input) && Object.hasOwn(input, 'source');
  const reading = (isLog ? logSeriesSchema : seriesSchema).safeParse(input);
  if (reading.success)
    return reading.data as z.output<typeof seriesSchema> & z.output<typeof logSeriesSchema>;
  for (const issue of reading.error.issues) context.issues.push({ ...issue, input } as never);
  return z.NEVER;
});

const event = z.unknown().transform((input, context) => {
  const name = isTreeMap(input) && input['do'] instanceof Scalar ? input['do'].text : '';
  const own = EVENT_NAMES.find((known) => known === name);
  const schema = fields({ at: instant, do: oneOf(EVENT_NAMES), ...(own ? EVENTS[own] : {}) });
  const reading = schema.safeParse(input);
  if (reading.success) return reading.data as unknown as EventParts;
  for (const issue of reading.error.issues) {
    const isStray = !own && issue.code === 'custom' && issue.params?.['known'] !== undefined;
    if (!isStray) context.issues.push({ ...issue, input } as never);
  }
  return z.NEVER;
});

/** An event with the keys of all of them; which are there follows from `do`. */
export interface EventParts {
  at: number;
  do: keyof typeof EVENTS;
  until?: number;
  subject: string;
  id?: string;
  match?: [string, string[]][];
  reason?: string;
  by: number;
  notifier: string;
  text: string;
}

const test = fields({
  name: text(),
  start: startTime.optional(),
  timezone: timeZone.optional(),
  interval: duration({ minMs: 1 }).optional(),
  series: listOf(anySeries).optional(),
  events: listOf(event).optional(),
  expect: listOf(expectation).optional(),
});

/** What a file of rule tests has beside configuration. */
export const ownShape = {
  config: z.unknown().optional(),
  builtin: bool.optional(),
  tests: listOf(test, { min: 1 }),
};

export type ParsedFile = Fields<typeof ownShape>;
export type ParsedTest = z.output<typeof test>;
