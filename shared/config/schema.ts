/** The whole file. Monitors, defaults and groups are read one by one, because they build on each other. */
import { z } from 'zod';
import { alertsSchema } from './alerts/rule.ts';
import { fields, listOf } from './fields.ts';
import { leaf, Mismatch } from './leaf.ts';
import { logSourceSchema } from './logs.ts';
import { maintenanceSchema } from './maintenance.ts';
import { networkSchema } from './network.ts';
import { notifySchema } from './notify/notify.ts';
import { retentionSchema } from './retention.ts';
import { text } from './values/plain.ts';

const version = leaf('1', (scalar) =>
  scalar.text === '1'
    ? 1
    : new Mismatch(`this version of Watchpost reads "version: 1", got ${scalar.text || 'nothing'}`),
);

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
  alerts: alertsSchema.optional(),
  notify: notifySchema.optional(),
  maintenance: maintenanceSchema.optional(),
  retention: retentionSchema.optional(),
};

export const rootSchema = fields(rootShape);
export type Root = z.output<typeof rootSchema>;
