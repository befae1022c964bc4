import type { World } from '../story.ts';

export interface WritingFacts {
  world: World;
  timestamp: string;
  uptimeMs: number;
}

export interface HealthAnswer {
  status: number;
  body: Record<string, unknown>;
}

export const WRITING_VERSION = '5.2.0';
export const MODELS = ['draft-small', 'draft-large'] as const;

/** How the platform goes on when something it needs is gone. */
function fallback(world: World): Record<'useCache' | 'basicMode' | 'skipAI', boolean> {
  return { useCache: world.redis === 'down', basicMode: false, skipAI: world.thirdParty === 'failing' };
}

/** S4's API server: without Redis it answers from a cache of its own, with a slow database it says so. */
export function writingHealth({ world, timestamp, uptimeMs }: WritingFacts): HealthAnswer {
  const degraded = world.database === 'slow' || world.redis === 'down';
  return {
    status: 200,
    body: {
      status: degraded ? 'degraded' : 'healthy',
      timestamp,
      uptime: uptimeMs / 1000,
      version: WRITING_VERSION,
      services: {
        mongodb: { status: world.database === 'slow' ? 'slow' : 'connected' },
        redis: { status: world.redis === 'down' ? 'disconnected' : 'connected' },
      },
      circuitBreakers: { redis: world.redis === 'down' ? 'open' : 'closed', mongodb: 'closed' },
      fallback: { ...fallback(world), skipAI: false },
    },
  };
}

/** S4's model endpoint: behind an open circuit breaker it skips the model and uses plain rules. */
export function modelHealth({ world, timestamp, uptimeMs }: WritingFacts): HealthAnswer {
  const failing = world.thirdParty === 'failing';
  return {
    status: 200,
    body: {
      status: failing ? 'degraded' : 'healthy',
      timestamp,
      uptime: uptimeMs / 1000,
      version: WRITING_VERSION,
      models: Object.fromEntries(
        MODELS.map((model) => [model, { status: failing ? 'unavailable' : 'available' }]),
      ),
      circuitBreakers: Object.fromEntries(MODELS.map((model) => [model, failing ? 'open' : 'closed'])),
      fallback: { ...fallback(world), useCache: false, basicMode: failing },
    },
  };
}
