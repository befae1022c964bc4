import type { World } from '../story.ts';

export interface PlatformFacts {
  world: World;
  timestamp: string;
  uptimeMs: number;
  pid: number;
  /** True for the first seconds after a start. */
  starting: boolean;
  responseTimeMs: number;
  heapUsedBytes: number;
}

export const PLATFORM_VERSION = '2.4.1';
export const AGENTS = ['planner', 'researcher', 'writer', 'scheduler'] as const;

const MIB = 2 ** 20;

/** S2's `/health`: 200 when healthy, 503 when degraded or worse. */
export function platformHealth(facts: PlatformFacts): { status: number; body: Record<string, unknown> } {
  const { world, starting } = facts;
  const openai = world.thirdParty === 'failing' ? 'unhealthy' : 'healthy';
  const status = starting || openai === 'unhealthy' ? 'degraded' : 'healthy';
  return {
    status: status === 'healthy' ? 200 : 503,
    body: {
      status,
      timestamp: facts.timestamp,
      uptime: facts.uptimeMs / 1000,
      environment: 'production',
      version: PLATFORM_VERSION,
      nodeVersion: 'v22.14.0',
      memory: {
        rss: facts.heapUsedBytes + 60 * MIB,
        heapTotal: 128 * MIB,
        heapUsed: facts.heapUsedBytes,
        external: 3 * MIB,
      },
      pid: facts.pid,
      services: [
        { name: 'agent-runtime', healthy: !starting },
        { name: 'conversation-store', healthy: true },
        { name: 'task-queue', healthy: true, pending: 2 },
      ],
      agents: { registered: AGENTS.length, names: AGENTS },
      database: { status: 'healthy' },
      externalServices: { google: 'healthy', openai },
      responseTime: Math.round(facts.responseTimeMs),
    },
  };
}

/** S2's `/health/ready`. */
export function platformReadiness(starting: boolean): { status: number; body: Record<string, unknown> } {
  return starting
    ? {
        status: 503,
        body: { status: 'not ready', reason: 'services are starting', services: ['agent-runtime'] },
      }
    : { status: 200, body: { status: 'ready' } };
}

/** S2's `/health/live`. */
export function platformLiveness(timestamp: string): { status: number; body: Record<string, unknown> } {
  return { status: 200, body: { status: 'alive', timestamp } };
}
