/** The whole file. Monitors, defaults and groups are read one by one, because they build on each other. */
import { z } from 'zod';
import { fields, listOf } from './fields.ts';
import { leaf, Mismatch } from './leaf.ts';
import { logSourceSchema } from './logs.ts';
import { networkSchema } from './network.ts';
import { notifySchema } from './notify/notify.ts';
import { retentionSchema } from './retention.ts';
import { text } from './values/plain.ts';

const version = leaf('1', (scalar) =>
  scalar.text === '1'
    ? 1
    : new Mismatch(`this version of Watchpost reads "version: 1", got ${scalar.text || 'nothing'}`),
);

/** A list that has to stay empty in this version. */
function notYet(what: string): z.ZodType<unknown[]> {
  return z.unknown().transform((input, context): unknown[] => {
    const entries = listOf(z.unknown()).safeParse(input);
    const message = entries.success ? `${what}; leave it empty` : (entries.error.issues[0]?.message ?? what);
    if (entries.success && entries.data.length === 0) return [];
    context.issues.push({ code: 'custom', message, input });
    return z.NEVER;
  });
}

const readElsewhere = z.unknown().optional();

/** Every key of the top level. */
export const rootShape = {
  version: version.optional(),
  environment: text().optional(),
  include: readElsewhere,
  defaults: readElsewhere,
  groups: readElsewhere,
  network: networkSchema.optional(),
  monitors: readElsewhere,
  logs: listOf(logSourceSchema).optional(),
  alerts: notYet('own rules come with a later version, the built-in rules apply').optional(),
  notify: notifySchema.optional(),
  maintenance: notYet('maintenance windows come with a later version').optional(),
  retention: retentionSchema.optional(),
};

export const rootSchema = fields(rootShape);
export type Root = z.output<typeof rootSchema>;
