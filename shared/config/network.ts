import { type z } from 'zod';
import { fields, listOf } from './fields.ts';
import type { NetworkConfig } from './model.ts';
import { canary } from './values/address.ts';
import { id } from './values/plain.ts';

/** The `network` map: who is asked whether the network itself is there. */
export const networkSchema = fields({
  canaries: listOf(canary).optional(),
  zones: listOf(fields({ id, canary })).optional(),
});

export function buildNetwork(parsed: z.output<typeof networkSchema> | undefined): NetworkConfig {
  return { canaries: parsed?.canaries ?? null, zones: parsed?.zones ?? [] };
}
