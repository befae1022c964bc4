import type { Vitals } from './vitals.ts';

export type CheckStatus = 'healthy' | 'degraded' | 'unhealthy';

export interface HealthCheck {
  name: string;
  status: CheckStatus;
  message?: string;
  metadata?: Record<string, unknown>;
  timestamp: string;
}

export interface HealthDocument {
  status: CheckStatus;
  timestamp: string;
  checks: HealthCheck[];
}

/** The assistant's own thresholds: milliseconds, and shares of the heap. */
const DATABASE_DEGRADED_MS = 100;
const LLM_DEGRADED_MS = 5_000;
const HEAP_DEGRADED = 0.75;
const HEAP_UNHEALTHY = 0.9;

type Finding = Omit<HealthCheck, 'name' | 'timestamp'>;
type Probe = (vitals: Vitals) => Finding;

const PROBES: Readonly<Record<string, Probe>> = {
  database: ({ databaseMs }) => latencyFinding(databaseMs, DATABASE_DEGRADED_MS, 'SELECT 1'),
  llm: ({ llmMs }) => latencyFinding(llmMs, LLM_DEGRADED_MS, 'The language model'),
  memory: ({ heapUsedBytes, heapTotalBytes }) => {
    const share = heapUsedBytes / heapTotalBytes;
    const metadata = { heapUsed: heapUsedBytes, heapTotal: heapTotalBytes };
    const message = `${Math.round(share * 100)} % of the heap is used`;
    if (share > HEAP_UNHEALTHY) return { status: 'unhealthy', message, metadata };
    if (share > HEAP_DEGRADED) return { status: 'degraded', message, metadata };
    return { status: 'healthy', metadata };
  },
};

function latencyFinding(tookMs: number, degradedMs: number, what: string): Finding {
  const duration = Math.round(tookMs);
  return duration > degradedMs
    ? { status: 'degraded', message: `${what} took ${duration} ms`, metadata: { duration } }
    : { status: 'healthy', metadata: { duration } };
}

/** Healthy if all are, unhealthy if any is, else degraded. */
export function overallStatus(checks: readonly Pick<HealthCheck, 'status'>[]): CheckStatus {
  if (checks.some(({ status }) => status === 'unhealthy')) return 'unhealthy';
  return checks.every(({ status }) => status === 'healthy') ? 'healthy' : 'degraded';
}

/** Runs every check on what `read` gives; a check whose reading throws is unhealthy. */
export async function checkHealth(read: () => Promise<Vitals>, timestamp: string): Promise<HealthDocument> {
  const checks = await Promise.all(
    Object.entries(PROBES).map(async ([name, probe]): Promise<HealthCheck> => {
      try {
        return { name, ...probe(await read()), timestamp };
      } catch (error) {
        return {
          name,
          status: 'unhealthy',
          message: error instanceof Error ? error.message : String(error),
          timestamp,
        };
      }
    }),
  );
  return { status: overallStatus(checks), timestamp, checks };
}
