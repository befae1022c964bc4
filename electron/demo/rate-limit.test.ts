import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../tests/fakes/virtual-clock.ts';
import { EXPRESS_RATE_LIMIT, rateLimiter } from './rate-limit.ts';

const request = { method: 'GET', path: '/health', query: new URLSearchParams(), body: '' };

describe('the rate limit of the platforms', () => {
  it('lets 100 requests through in 15 minutes, then says how long to wait', async () => {
    const clock = new VirtualClock();
    const route = rateLimiter(clock, EXPRESS_RATE_LIMIT)(() => ({ status: 200, body: 'ok', delayMs: 0 }));
    const first = Array.from({ length: 100 }, () => route(request).status);
    expect(new Set(first)).toEqual(new Set([200]));
    await clock.advance(60_500);
    expect(route(request)).toMatchObject({ status: 429, headers: { 'retry-after': '840' } });
    await clock.advance(839_500);
    expect(route(request).status).toBe(200);
  });
});
