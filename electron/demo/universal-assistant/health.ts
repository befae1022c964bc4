import type { World } from '../story.ts';

export interface UniversalFacts {
  world: World;
  timestamp: string;
  uptimeMs: number;
  responseTimeMs: number;
  /** Errors at each level since the start. */
  errors: Readonly<Record<'application' | 'page' | 'component', number>>;
}

export const UNIVERSAL_VERSION = '0.19.3';

function providerStatus(world: World): 'healthy' | 'unhealthy' {
  return world.thirdParty === 'failing' ? 'unhealthy' : 'healthy';
}

/** S3's `/api/health`. One provider of many failing is degraded: the others answer in its place. */
export function universalHealth({ world, timestamp, uptimeMs }: UniversalFacts): Record<string, unknown> {
  return {
    status: providerStatus(world) === 'healthy' ? 'healthy' : 'degraded',
    timestamp,
    uptime: uptimeMs / 1000,
    version: UNIVERSAL_VERSION,
  };
}

/** S3's `/api/health?detailed=true`: the same with the sections services, metrics, errors and security. */
export function universalDetails(facts: UniversalFacts): Record<string, unknown> {
  const openai = providerStatus(facts.world);
  const { application, page, component } = facts.errors;
  return {
    ...universalHealth(facts),
    services: {
      chat: { status: 'healthy', responseTime: Math.round(facts.responseTimeMs) },
      voice: { status: 'healthy', responseTime: Math.round(facts.responseTimeMs * 1.4) },
      openai: {
        status: openai,
        ...(openai === 'unhealthy' ? { message: 'answered 500, retrying with backoff' } : {}),
      },
      anthropic: { status: 'healthy' },
      gemini: { status: 'healthy' },
    },
    metrics: {
      responseTime: Math.round(facts.responseTimeMs),
      requestsPerMinute: 42,
      cacheHitRate: 0.83,
      memoryUsage: 0.46,
    },
    errors: {
      total: application + page + component,
      byLevel: { application, page, component },
      recovery: { strategy: 'retry', backoff: 'exponential' },
    },
    security: { status: 'healthy', blockedRequests: 2, failedLogins: 0 },
  };
}

/** The answer to `POST {"action": "generate-report"}`. */
export function universalReport(facts: UniversalFacts, id: string): Record<string, unknown> {
  return { success: true, report: { id, generatedAt: facts.timestamp, ...universalDetails(facts) } };
}
