import { z } from 'zod';
import { SEVERITIES } from '../../domain/severity.ts';
import { entriesOf, fields, listOf } from '../fields.ts';
import { duration } from '../values/duration.ts';
import { id, oneOf, text } from '../values/plain.ts';
import { oneOrMore } from './list-or-one.ts';
import { MESSAGE_NAMES, template } from './message.ts';
import type { AlertRule, Condition } from './model.ts';
import { when } from './when.ts';

const shape = {
  id,
  severity: oneOf(SEVERITIES).optional(),
  monitors: oneOrMore(text('an id, a glob, "!x" or "group:NAME"')).optional(),
  when,
  for: duration().optional(),
  keep_firing_for: duration().optional(),
  labels: entriesOf(text('a label value', { empty: true })).optional(),
  runbook: text('a link or text').optional(),
  message: template(MESSAGE_NAMES).optional(),
};

/** One entry of `alerts`: the rules it makes, two where it burns. */
export const alertSchema = fields(shape).transform((parsed, context): AlertRule[] => {
  const burning = parsed.when.kind === 'burn_rate';
  if (burning && parsed.severity !== undefined) {
    const message = 'burn_rate brings its own: ID/fast is critical, ID/slow is warning; leave severity out';
    context.issues.push({ code: 'custom', message, input: parsed, path: ['severity'] });
    return z.NEVER;
  }
  const rule = (more: Pick<AlertRule, 'id' | 'severity' | 'when'>): AlertRule => ({
    monitors: parsed.monitors ?? [],
    forMs: parsed.for ?? 0,
    keepFiringForMs: parsed.keep_firing_for ?? 0,
    labels: Object.fromEntries(parsed.labels ?? []),
    runbook: parsed.runbook ?? null,
    message: parsed.message ?? null,
    ...more,
  });
  if (!burning) return [rule({ id: parsed.id, severity: parsed.severity ?? 'warning', when: parsed.when })];
  return (['fast', 'slow'] as const).map((speed) =>
    rule({
      id: `${parsed.id}/${speed}`,
      severity: speed === 'fast' ? 'critical' : 'warning',
      when: { ...parsed.when, speed } as Condition,
    }),
  );
});

/** The `alerts` list; each entry as the rules it makes. */
export const alertsSchema = listOf(alertSchema);
