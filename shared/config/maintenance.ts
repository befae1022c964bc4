import { z } from 'zod';
import type { MaintenanceWindow } from './alerts/model.ts';
import { fields, listOf } from './fields.ts';
import { match } from './notify/match.ts';
import { timeZone } from './values/address.ts';
import { days, EVERY_DAY, timeOfDay } from './values/daily.ts';
import { duration } from './values/duration.ts';
import { id, text } from './values/plain.ts';

/** Longer windows would be pauses. */
const LONGEST_MS = 31 * 86_400_000;

/** One maintenance window: `cron` with a `duration`, or `days` with `from` and `to`. */
const maintenanceWindow = fields({
  id,
  match: match.optional(),
  cron: text('a cron expression such as "0 2 * * *"').optional(),
  duration: duration({ minMs: 60_000, maxMs: LONGEST_MS }).optional(),
  days: days.optional(),
  from: timeOfDay.optional(),
  to: timeOfDay.optional(),
  zone: timeZone.optional(),
}).transform((parsed, context): MaintenanceWindow => {
  const fail = (message: string, key: string): never => {
    context.issues.push({ code: 'custom', message, input: parsed, path: [key] });
    return z.NEVER;
  };
  const own = { id: parsed.id, match: parsed.match ?? [] };
  const zone = parsed.zone ?? null;
  if (parsed.cron !== undefined) {
    const stray = (['days', 'from', 'to'] as const).find((key) => parsed[key] !== undefined);
    if (stray) return fail(`${stray} has no meaning beside cron`, stray);
    if (parsed.duration === undefined)
      return fail('is missing, the window would never end; expected a duration such as "1h"', 'duration');
    return { ...own, when: { cron: parsed.cron, durationMs: parsed.duration, zone } };
  }
  if (parsed.duration !== undefined) return fail('goes with cron; a window with from has a to', 'duration');
  if (parsed.from === undefined)
    return fail('is missing, expected cron with a duration, or from and to', 'from');
  if (parsed.to === undefined)
    return fail('is missing, the window would never end; expected a time such as "06:00"', 'to');
  if (parsed.to === parsed.from) return fail('is the same time as from, so the window would be empty', 'to');
  return { ...own, when: { days: parsed.days ?? [...EVERY_DAY], from: parsed.from, to: parsed.to, zone } };
});

/** The `maintenance` list. */
export const maintenanceSchema = listOf(maintenanceWindow);
