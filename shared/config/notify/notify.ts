import { z } from 'zod';
import type { Severity } from '../../domain/severity.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { oneOrMore } from '../alerts/list-or-one.ts';
import { fields, listOf, readInside } from '../fields.ts';
import { leaf, Mismatch } from '../leaf.ts';
import type { NotifyConfig } from '../model.ts';
import { Scalar } from '../scalar.ts';
import { httpUrl, timeZone } from '../values/address.ts';
import { days, EVERY_DAY, timeOfDay } from '../values/daily.ts';
import { duration, parseDuration } from '../values/duration.ts';
import { bool, integer, oneOf, text } from '../values/plain.ts';
import { channel, STANDARD_CHANNEL } from './channels.ts';
import { report } from './report.ts';

const severity = oneOf(SEVERITIES);

/** A duration, or `never`. */
const repeatEvery = leaf('a duration such as "4h", or never', ({ text: word }) => {
  if (word === 'never') return Infinity;
  const ms = parseDuration(word);
  if (ms === null) return undefined;
  return ms < 1_000 ? new Mismatch(`must be at least 1s, got ${word}`) : ms;
});

const away = fields({ idle: duration().optional(), hold: listOf(severity).optional() });

/** `false`, or a map. */
const awayOrNot = z
  .unknown()
  .transform((input, context) =>
    input instanceof Scalar && input.value === false
      ? (false as const)
      : readInside(away, input, [], context),
  );

const quietHours = fields({
  days: days.optional(),
  from: timeOfDay,
  to: timeOfDay,
  zone: timeZone.optional(),
  pass: oneOrMore(severity).optional(),
}).transform((parsed, context) => {
  if (parsed.from === parsed.to) {
    const message = 'is the same time as from, so the hours would be empty';
    context.issues.push({ code: 'custom', message, input: parsed, path: ['to'] });
  }
  return parsed;
});

/** The `notify` map: `{ desktop: true }` or the long form. */
export const notifySchema = fields({
  desktop: bool.optional(),
  group_by: listOf(text('monitor, group or a label')).optional(),
  group_wait: duration().optional(),
  group_interval: duration().optional(),
  repeat: fields(Object.fromEntries(SEVERITIES.map((name) => [name, repeatEvery.optional()]))).optional(),
  rate_limit: fields({
    popups: integer(1, 1_000).optional(),
    per: duration({ minMs: 1_000 }).optional(),
  }).optional(),
  away: awayOrNot.optional(),
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

const MINUTE_MS = 60_000;
const REPEAT_DEFAULT: Record<Severity, number | null> = {
  info: null,
  warning: null,
  critical: 240 * MINUTE_MS,
};
function buildRepeat(
  parsed: Record<string, number | undefined> | undefined,
): Record<Severity, number | null> {
  const repeat = { ...REPEAT_DEFAULT };
  for (const name of SEVERITIES) {
    const every = parsed?.[name];
    if (every !== undefined) repeat[name] = Number.isFinite(every) ? every : null;
  }
  return repeat;
}

function buildAway(parsed: z.output<typeof awayOrNot> | undefined): NotifyConfig['away'] {
  if (parsed === false) return null;
  return { idleMs: parsed?.idle ?? 5 * MINUTE_MS, hold: parsed?.hold ?? ['info', 'warning'] };
}

/** What it means, with the defaults of the language; without channels, the desktop. */
export function buildNotify(parsed: z.output<typeof notifySchema> | undefined): NotifyConfig {
  const desktop = parsed?.desktop ?? true;
  const deadman = parsed?.deadman;
  return {
    groupBy: parsed?.group_by ?? ['group'],
    groupWaitMs: parsed?.group_wait ?? 10_000,
    groupIntervalMs: parsed?.group_interval ?? 5 * MINUTE_MS,
    repeatMs: buildRepeat(parsed?.repeat),
    rateLimit: {
      popups: parsed?.rate_limit?.popups ?? 6,
      perMs: parsed?.rate_limit?.per ?? 10 * MINUTE_MS,
    },
    away: buildAway(parsed?.away),
    quietHours: (parsed?.quiet_hours ?? []).map((hours) => ({
      days: hours.days ?? [...EVERY_DAY],
      from: hours.from,
      to: hours.to,
      zone: hours.zone ?? null,
      pass: hours.pass ?? [],
    })),
    deadman: deadman ? { url: deadman.url, everyMs: deadman.every } : null,
    reports: parsed?.reports ?? [],
    channels: parsed?.channels ?? (desktop ? [STANDARD_CHANNEL] : []),
  };
}
