import { z } from 'zod';
import { fields, listOf } from '../fields.ts';
import type { NotifyConfig } from '../model.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { leaf } from '../leaf.ts';
import { Scalar } from '../scalar.ts';
import { httpUrl, timeZone } from '../values/address.ts';
import { duration, parseDuration } from '../values/duration.ts';
import { bool, id, integer, oneOf, text, textLike } from '../values/plain.ts';
import { channel, STANDARD_CHANNEL } from './channels.ts';

const severity = oneOf(SEVERITIES);
const timeOfDay = textLike('a time such as "22:00"', /^([01]\d|2[0-3]):[0-5]\d$/);
const day = oneOf(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** A duration, or `never`. */
const repeatEvery = leaf('a duration such as "4h", or never', ({ text: word }) =>
  word === 'never' ? Infinity : (parseDuration(word) ?? undefined),
);

/** `false`, or a map. */
const away = z.preprocess(
  (input) => (input instanceof Scalar && input.value === false ? {} : input),
  fields({ idle: duration().optional(), hold: listOf(severity).optional() }),
);

const quietHours = fields({
  days: listOf(day).optional(),
  from: timeOfDay,
  to: timeOfDay,
  zone: timeZone.optional(),
  pass: listOf(severity).optional(),
});

const report = fields({
  every: textLike(
    'a day and a time such as "mon 09:00"',
    /^((mon|tue|wed|thu|fri|sat|sun|day) )?([01]\d|2[0-3]):[0-5]\d$/,
  ),
  channel: id,
  period: duration(),
});

/** Keys that are read and checked, and take effect with a later version. */
export const LATER_NOTIFY_KEYS = [
  'group_by',
  'group_interval',
  'repeat',
  'rate_limit',
  'away',
  'quiet_hours',
  'reports',
];

/** The `notify` map: `{ desktop: true }` or the long form. */
export const notifySchema = fields({
  desktop: bool.optional(),
  group_by: listOf(text('monitor, group or a label')).optional(),
  group_wait: duration().optional(),
  group_interval: duration().optional(),
  repeat: fields(Object.fromEntries(SEVERITIES.map((name) => [name, repeatEvery.optional()]))).optional(),
  rate_limit: fields({ popups: integer(1, 1_000), per: duration({ minMs: 1_000 }) }).optional(),
  away: away.optional(),
  quiet_hours: listOf(quietHours).optional(),
  deadman: fields({ url: httpUrl, every: duration({ minMs: 1_000 }) }).optional(),
  reports: listOf(report).optional(),
  channels: listOf(channel).optional(),
}).transform((parsed, context) => {
  if (parsed.desktop !== undefined && parsed.channels !== undefined) {
    const message = 'the short form and channels exclude each other, leave desktop out';
    context.issues.push({ code: 'custom', message, input: parsed, path: ['desktop'] });
  }
  return parsed;
});

const DEFAULT_GROUP_WAIT_MS = 10_000;

/** What the running engine uses of it; without channels, the desktop. */
export function buildNotify(parsed: z.output<typeof notifySchema> | undefined): NotifyConfig {
  const desktop = parsed?.desktop ?? true;
  const standard: NotifyConfig['channels'] = desktop ? [STANDARD_CHANNEL] : [];
  const deadman = parsed?.deadman;
  return {
    groupWaitMs: parsed?.group_wait ?? DEFAULT_GROUP_WAIT_MS,
    channels: parsed?.channels ?? standard,
    deadman: deadman ? { url: deadman.url, everyMs: deadman.every } : null,
  };
}
