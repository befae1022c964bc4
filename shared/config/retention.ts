import { fields } from './fields.ts';
import type { Retention } from './model.ts';
import { type z } from 'zod';
import { duration } from './values/duration.ts';
import { size } from './values/size.ts';

const KEPT = duration({ minMs: 60_000 });

/** The `retention` map. */
export const retentionSchema = fields({
  results: KEPT.optional(),
  rollups_5m: KEPT.optional(),
  rollups_1h: KEPT.optional(),
  logs: KEPT.optional(),
  incidents: KEPT.optional(),
  ledger: KEPT.optional(),
  log_bytes: size.optional(),
});

const DAY_MS = 86_400_000;

/** What is kept how long, with the defaults of the language. */
export function buildRetention(parsed: z.output<typeof retentionSchema> | undefined): Retention {
  return {
    resultsMs: parsed?.results ?? 7 * DAY_MS,
    rollups5mMs: parsed?.rollups_5m ?? 30 * DAY_MS,
    rollups1hMs: parsed?.rollups_1h ?? 400 * DAY_MS,
    logsMs: parsed?.logs ?? 90 * DAY_MS,
    incidentsMs: parsed?.incidents ?? 400 * DAY_MS,
    ledgerMs: parsed?.ledger ?? 90 * DAY_MS,
    logBytes: parsed?.log_bytes ?? 2e9,
  };
}
