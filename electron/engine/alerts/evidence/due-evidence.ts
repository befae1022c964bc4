import { z } from 'zod';

const count = z.int().nonnegative();

/** Evidence that is still to come for an incident; remembered over a restart. Times are wall times. */
export const dueEvidenceSchema = z.object({
  incident: z.string(),
  subject: z.string(),
  /** When the incident opened, and when what is wrong began. */
  startedAt: z.number(),
  failedAt: z.number(),
  /** Keys of what its timeline has already. */
  told: z.array(z.string()),
  /** How much more may be told. */
  left: z.object({ group: count, change: count, record: count }),
});
export type DueEvidence = z.infer<typeof dueEvidenceSchema>;

/** Nothing for what another version wrote in another shape. */
export function parseDueEvidence(json: string): DueEvidence[] {
  return z.array(dueEvidenceSchema).safeParse(JSON.parse(json)).data ?? [];
}
