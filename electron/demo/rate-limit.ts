import type { Clock } from '../engine/ports.ts';
import type { Route } from './http-service.ts';

export interface RateLimit {
  requests: number;
  windowMs: number;
}

/** What both Express platforms allow one address: 100 requests in 15 minutes. */
export const EXPRESS_RATE_LIMIT: RateLimit = { requests: 100, windowMs: 15 * 60_000 };

/** Lets `limit.requests` through in each window, then answers 429 with `Retry-After` until the window ends. */
export function rateLimiter(clock: Clock, limit: RateLimit): (route: Route) => Route {
  let windowStart = Number.NEGATIVE_INFINITY;
  let used = 0;
  return (route) => (request) => {
    const now = clock.monotonic();
    if (now - windowStart >= limit.windowMs) {
      windowStart = now;
      used = 0;
    }
    used += 1;
    if (used <= limit.requests) return route(request);
    const retryAfter = Math.ceil((windowStart + limit.windowMs - now) / 1000);
    return {
      status: 429,
      body: { error: 'Too many requests, please try again later.' },
      headers: { 'retry-after': String(retryAfter) },
      delayMs: 1,
    };
  };
}
