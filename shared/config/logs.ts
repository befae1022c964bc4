import { type z } from 'zod';
import { fields, listOf } from './fields.ts';
import type { LogSourceConfig } from './model.ts';
import { path, timeZone } from './values/address.ts';
import { duration } from './values/duration.ts';
import { id, oneOf, text } from './values/plain.ts';
import { size } from './values/size.ts';

const glob = text('a glob in quotes');

/** One entry of `logs`. */
export const logSourceSchema = fields({
  id,
  dir: path,
  include: listOf(glob, { min: 1 }).optional(),
  exclude: listOf(glob).optional(),
  name: text().optional(),
  group: text().optional(),
  monitors: listOf(id).optional(),
  poll: duration({ minMs: 100 }).optional(),
  format: text('auto or the name of a format').optional(),
  pattern: text('an RE2 pattern').optional(),
  timezone: timeZone.optional(),
  backfill: fields({ age: duration().optional(), bytes: size.optional() }).optional(),
  duplicates: oneOf(['fold', 'keep']).optional(),
  redact: listOf(text('an RE2 pattern')).optional(),
}).transform((parsed, context) => {
  if (parsed.pattern !== undefined && (parsed.format ?? 'auto') !== 'auto') {
    const message = 'a source has either a pattern or a format';
    context.issues.push({ code: 'custom', message, input: parsed, path: ['format'] });
  }
  return parsed;
});

/** What a log source takes from its surroundings. */
export interface LogContext {
  resolve(folder: string, path: string): string;
  /** Ids of the monitors of a group. */
  monitorsOf(group: string): string[];
}

/** A log source with the defaults of the language. */
export function buildLogSource(
  parsed: z.output<typeof logSourceSchema>,
  context: LogContext,
): LogSourceConfig {
  const group = parsed.group ?? null;
  return {
    id: parsed.id,
    name: parsed.name ?? parsed.id,
    group,
    dir: context.resolve(parsed.dir.folder, parsed.dir.path),
    include: parsed.include ?? ['**/*.log', '**/*.log.*', '**/*.log-*', '**/*.gz'],
    exclude: parsed.exclude ?? [],
    monitors: parsed.monitors ?? (group === null ? [] : context.monitorsOf(group)),
    pollMs: parsed.poll ?? 1_000,
    format: parsed.format ?? 'auto',
    pattern: parsed.pattern ?? null,
    timezone: parsed.timezone ?? null,
    backfill: { ageMs: parsed.backfill?.age ?? 86_400_000, bytes: parsed.backfill?.bytes ?? 64e6 },
    duplicates: parsed.duplicates ?? 'fold',
    redact: parsed.redact ?? [],
  };
}
