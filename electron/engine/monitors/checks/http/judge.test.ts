import { describe, expect, it } from 'vitest';
import type { HttpMonitor } from '../../../../../shared/config/model.ts';
import type { CheckOutcome } from '../../../../../shared/domain/check-result.ts';
import { httpMonitor } from '../../../../../tests/fixtures/http-monitor.ts';
import { readHealth } from '../../../health/read-health.ts';
import { compileComponentRules } from '../decide.ts';
import type { Answer } from './exchange.ts';
import { compileExpectations } from './expectations.ts';
import { judge } from './judge.ts';
import { firstRequest } from './request.ts';

type Parts = Partial<Parameters<typeof httpMonitor>[0]>;

function decide(
  answer: Partial<Omit<Answer, 'body'>> & { body?: string },
  parts: Parts = {},
  latencyMs = 10,
): CheckOutcome {
  const monitor: HttpMonitor = httpMonitor({ url: 'http://books.example/health', ...parts });
  const complete = {
    status: 200,
    headers: { 'content-type': 'application/json' },
    readable: true,
    notes: [],
    ...answer,
    body: Buffer.from(answer.body ?? ''),
  };
  const judged = { answer: complete, request: firstRequest(monitor), latencyMs, now: Date.UTC(2026, 0, 1) };
  return judge(monitor, judged, {
    assertions: compileExpectations(monitor.expect),
    markCritical: compileComponentRules(monitor.components),
    readHealth,
    mask: (text) => text.replaceAll('hush', '•••'),
  });
}

const S5 = (redis: string): string =>
  JSON.stringify({
    status: 'OK',
    timestamp: '2026-01-01T00:00:00Z',
    uptime: 12,
    services: { database: { status: 'OK' }, redis: { status: redis }, openai: { status: 'OK' } },
    version: '1.0.0',
  });

describe('an answer', () => {
  it('is healthy without a word where nothing is wrong', () => {
    expect(decide({ body: S5('OK') })).toMatchObject({
      state: 'healthy',
      message: '',
      failure: null,
      latencyMs: 10,
    });
  });

  it('names the dialect of a body and by what it was known', () => {
    expect(decide({ body: S5('OK') })).toMatchObject({
      dialect: 's5-book-reviews',
      because: expect.stringContaining('"services"'),
    });
    expect(decide({ body: 'once upon a time' })).toMatchObject({ dialect: null, because: null });
  });

  it('names the failing component of a body', () => {
    const result = decide({ status: 503, body: S5('DOWN') });
    expect(result.state).toBe('unhealthy');
    expect(result.message).toMatch(/^HTTP 503 Service Unavailable, expected 200-399; .*redis/);
    expect(result.components).toContainEqual(expect.objectContaining({ path: 'redis', state: 'unhealthy' }));
  });

  it('is degraded at most where only components fail that are not critical', () => {
    const components = [{ glob: 'redis', critical: false }];
    expect(decide({ status: 503, body: S5('DOWN') }, { components }).state).toBe('degraded');
  });

  it('is as the body says under a status that nobody expects, if its own word is degraded', () => {
    expect(decide({ status: 503, body: '{"status":"degraded"}' })).toMatchObject({
      state: 'degraded',
      failure: null,
    });
    expect(decide({ status: 503, body: '{"status":"healthy"}' })).toMatchObject({ state: 'unhealthy' });
  });

  it('remembers what the body says about its process', () => {
    expect(decide({ body: S5('OK') }).service).toMatchObject({ version: '1.0.0' });
    expect(decide({ body: 'fine', headers: {} }).service).toBeNull();
  });

  it('is not read where the configuration says so', () => {
    expect(decide({ body: S5('DOWN') }, { expect: { body: 'none' } })).toMatchObject({
      state: 'healthy',
      components: [],
    });
  });

  it('may be any expected status', () => {
    const status = [{ from: 401, to: 401 }];
    expect(decide({ status: 401 }, { expect: { status } }).state).toBe('healthy');
    expect(decide({ status: 200 }, { expect: { status } })).toMatchObject({
      state: 'unhealthy',
      failure: 'assertion',
      message: 'HTTP 200 OK, expected 401',
    });
  });

  it('says how slow it was', () => {
    const latency = { degraded: 1_000, unhealthy: 5_000 };
    expect(decide({}, { latency }, 1_500)).toMatchObject({
      state: 'degraded',
      message: 'slow: 1.5 s, more than 1 s',
    });
    expect(decide({}, { latency }, 6_000)).toMatchObject({
      state: 'unhealthy',
      message: 'slow: 6 s, more than 5 s',
    });
  });
});

describe('a rate limit', () => {
  it.each<
    [
      string,
      (Partial<Answer> & { body: never }) | { status: number; headers: Record<string, string>; body: string },
    ]
  >([
    ['a 429', { status: 429, headers: { 'retry-after': '60' }, body: 'slow down' }],
    [
      'a 503 with Retry-After and no health body',
      { status: 503, headers: { 'retry-after': '60' }, body: 'busy' },
    ],
  ])('is unknown: %s', (_, answer) => {
    expect(decide(answer, { expect: { contains: 'fine' } })).toMatchObject({
      state: 'unknown',
      failure: 'rate-limited',
      retryAfterMs: 60_000,
      message: expect.stringContaining('rate limited by the target') as string,
    });
  });

  it('is none: a 503 with a health body, or without Retry-After', () => {
    const headers = { 'retry-after': '60', 'content-type': 'application/json' };
    expect(decide({ status: 503, headers, body: S5('DOWN') })).toMatchObject({
      state: 'unhealthy',
      retryAfterMs: null,
    });
    expect(decide({ status: 503, headers: {}, body: 'busy' })).toMatchObject({ state: 'unhealthy' });
  });
});

describe('assertions', () => {
  const body = JSON.stringify({
    mode: 'fallback hush',
    queue: 12,
    list: [1],
    none: null,
    big: 'x'.repeat(500),
  });
  const json = (path: string, more: object): Parts => ({
    expect: { body: 'none', json: [{ path, else: 'unhealthy', ...more }] },
  });

  it.each<[string, Parts, string]>([
    ['equals', json('mode', { equals: 'normal' }), 'mode: expected "normal", got "fallback •••"'],
    ['equals, typed', json('queue', { equals: '12' }), 'queue: expected "12", got 12'],
    ['above', json('queue', { above: 12 }), 'queue: expected a number above 12, got 12'],
    ['below', json('queue', { below: 12 }), 'queue: expected a number below 12, got 12'],
    ['above, typed', json('mode', { above: 1 }), 'mode: expected a number above 1, got "fallback •••"'],
    ['one of', json('list', { oneOf: ['a', null] }), 'list: expected one of "a", null, got a list of 1'],
    ['a missing path', json('a.b', { equals: 1 }), 'a.b: missing'],
    ['exists', json('a.b', { exists: true }), 'a.b: missing'],
    ['exists: false', json('none', { exists: false }), 'none: expected to be missing, got null'],
    ['a cut value', json('big', { equals: 'y' }), `big: expected "y", got "${'x'.repeat(79)}…"`],
    ['contains', { expect: { body: 'none', contains: 'absent' } }, 'body: expected to contain "absent", got'],
    [
      'not_contains',
      { expect: { body: 'none', notContains: 'queue' } },
      'body: expected not to contain "queue"',
    ],
    [
      'matches',
      { expect: { body: 'none', matches: '"queue":[0-9]$' } },
      'body: expected to match ""queue":[0-9]$", got',
    ],
    ['a header', { expect: { headers: { 'x-mode': 'a' } } }, 'header x-mode: expected "a", got "b"'],
    [
      'a missing header',
      { expect: { headers: { 'strict-transport-security': '*' } } },
      'header strict-transport-security: expected, but missing',
    ],
  ])('say which failed and what was there: %s', (_, parts, message) => {
    const result = decide({ body, headers: { 'x-mode': 'b' } }, parts);
    expect(result).toMatchObject({ state: 'unhealthy', failure: 'assertion' });
    expect(result.message).toContain(message);
  });

  it.each<[string, Parts]>([
    ['equals null', json('none', { equals: null })],
    ['exists: false', json('a.b', { exists: false, equals: 1 })],
    ['one of', json('queue', { oneOf: [1, 12] })],
    ['above and below', json('queue', { above: 11, below: 13 })],
    ['contains', { expect: { contains: 'fallback' } }],
    ['matches', { expect: { matches: '"queue":1[0-9]' } }],
    ['a present header', { expect: { headers: { 'X-Mode': '*' } } }],
    ['a header', { expect: { headers: { 'x-mode': 'b' } } }],
  ])('hold: %s', (_, parts) => {
    expect(decide({ body, headers: { 'x-mode': 'b' } }, parts)).toMatchObject({
      state: 'healthy',
      failure: null,
    });
  });

  it('give the state that `else` names', () => {
    const expectation = {
      json: [{ path: 'services.redis.status', equals: 'OK', else: 'degraded' as const }],
    };
    const result = decide({ body: S5('slow') }, { expect: { body: 'none', ...expectation } });
    expect(result).toMatchObject({ state: 'degraded', failure: 'assertion' });
  });

  it('fail on a body that is not JSON', () => {
    expect(decide({ body: 'fine', headers: {} }, json('a', { exists: false })).message).toBe(
      'a: the body is not JSON',
    );
  });

  it('name three and count the rest', () => {
    const five = [1, 2, 3, 4, 5].map((n) => ({ path: `p${n}`, else: 'unhealthy' as const }));
    expect(decide({ body: '{}' }, { expect: { json: five } }).message).toBe(
      'p1: missing; p2: missing; p3: missing; 2 more assertions failed',
    );
  });

  it('that cannot be read are named', () => {
    expect(() => decide({}, { expect: { matches: '(' } })).toThrow(/^expect\.matches is not a pattern/);
    expect(() => decide({}, json('a..b', {}))).toThrow(/^expect\.json path a\.\.b: expected a key/);
  });
});
