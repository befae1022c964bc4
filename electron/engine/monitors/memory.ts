import { z } from 'zod';
import type { ServiceFacts } from '../../../shared/domain/check-result.ts';
import type { LastCheck, UnknownReason } from '../../../shared/domain/monitor-status.ts';
import { lastCheckSchema, stateSchema } from '../../../shared/contract/schemas.ts';
import type { ComponentMemory } from './component-confirmation.ts';
import { UNCONFIRMED, type Confirmation } from './confirmation.ts';
import { NO_MEMORY, type JudgeMemory } from './judge.ts';

/** All that is remembered of one monitor, also across restarts; plain JSON. Times are epoch milliseconds. */
export interface MonitorMemory {
  confirmation: Confirmation;
  /** Why the state is unknown; null while it is not, and while a first bad result is being confirmed. */
  unknownReason: UnknownReason | null;
  components: ComponentMemory[];
  judge: JudgeMemory;
  last: LastCheck | null;
  /** What the body last said about the process behind it, and when. */
  facts: (ServiceFacts & { at: number }) | null;
  paused: { since: number; until: number | null } | null;
}

/** A monitor that was never checked. */
export const FRESH_MEMORY: MonitorMemory = {
  confirmation: UNCONFIRMED,
  unknownReason: 'not-run',
  components: [],
  judge: NO_MEMORY,
  last: null,
  facts: null,
  paused: null,
};

const time = z.number();
const trustworthy = z.enum(['healthy', 'degraded', 'unhealthy']);

const confirmationSchema = z.object({
  state: stateSchema,
  since: time.nullable(),
  lastState: trustworthy.nullable(),
  message: z.string(),
  run: z
    .object({
      direction: z.enum(['worse', 'better']),
      towards: trustworthy,
      message: z.string(),
      count: z.number(),
      since: time,
    })
    .nullable(),
});

const memorySchema = z.object({
  confirmation: confirmationSchema,
  unknownReason: z.custom<UnknownReason | null>((value) => value === null || typeof value === 'string'),
  components: z.array(
    z.object({
      path: z.string(),
      critical: z.boolean().optional(),
      confirmation: confirmationSchema,
      missing: z.number(),
    }),
  ),
  judge: z.object({
    rateLimit: z.object({ streak: z.number(), notBefore: time.nullable() }),
    grace: z.object({
      refusedSince: time.nullable(),
      refusedAt: time.nullable(),
      restartedAt: time.nullable(),
    }),
  }),
  last: lastCheckSchema.nullable(),
  facts: z
    .object({
      at: time,
      uptimeMs: z.number().optional(),
      pid: z.number().optional(),
      version: z.string().optional(),
    })
    .nullable(),
  paused: z.object({ since: time, until: time.nullable() }).nullable(),
});

/** What was written down, read back; null when it is from a version that remembered something else. */
export function parseMemory(value: unknown): MonitorMemory | null {
  const parsed = memorySchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
