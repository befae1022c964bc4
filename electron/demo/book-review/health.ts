import type { World } from '../story.ts';

export const BOOKS_VERSION = '1.3.0';

/** S5's `/health`: `status` is the constant "OK"; the HTTP status tells whether every service is. */
export function bookHealth(
  world: World,
  timestamp: string,
  uptimeMs: number,
): { status: number; body: Record<string, unknown> } {
  const services = {
    database: { status: 'OK' },
    redis: { status: world.redis === 'up' ? 'OK' : 'ERROR' },
    openai: { status: 'OK' },
  };
  const allOk = Object.values(services).every(({ status }) => status === 'OK');
  return {
    status: allOk ? 200 : 503,
    body: { status: 'OK', timestamp, uptime: uptimeMs / 1000, services, version: BOOKS_VERSION },
  };
}
