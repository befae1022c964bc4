import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readHealth } from '../engine/health/read-health.ts';
import { checkHealth } from './assistant-cli/health.ts';
import {
  platformHealth,
  platformLiveness,
  platformReadiness,
  type PlatformFacts,
} from './assistant-platform/health.ts';
import { bookHealth } from './book-review/health.ts';
import { CALM, type World } from './story.ts';
import { universalDetails, universalHealth, universalReport } from './universal-assistant/health.ts';
import { modelHealth, writingHealth } from './writing-platform/health.ts';

const timestamp = '2026-07-04T12:00:00.000Z';
const WORLDS: Record<string, World> = {
  calm: CALM,
  slow: { ...CALM, database: 'slow' },
  'no redis': { ...CALM, redis: 'down' },
  '401': { ...CALM, thirdParty: 'unauthorized' },
  '500': { ...CALM, thirdParty: 'failing' },
};
const worlds = Object.entries(WORLDS);

/** What Watchpost reads: the state, and every component that is not healthy. */
function read(body: unknown, status: number | null = 200): string {
  const bytes = Buffer.from(JSON.stringify(body));
  const reading = readHealth(bytes, { status, contentType: 'application/json', path: '/health' });
  const bad = reading.components
    .filter(({ state }) => state !== 'healthy')
    .map(({ path, state }) => `${path} ${state}`);
  return [reading.state, ...bad].join(', ');
}

describe('S1, a command-line assistant', () => {
  const vitals = { databaseMs: 9, llmMs: 800, heapUsedBytes: 50, heapTotalBytes: 100, metrics: [] };
  const check = z.strictObject({
    name: z.string(),
    status: z.enum(['healthy', 'degraded', 'unhealthy']),
    message: z.string().optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    timestamp: z.iso.datetime(),
  });

  it.each([
    ['is healthy at its thresholds', { databaseMs: 100, llmMs: 5_000, heapUsedBytes: 75 }, 'healthy'],
    ['is degraded over 100 ms for SELECT 1', { databaseMs: 101 }, 'degraded, database degraded'],
    ['is degraded over 5,000 ms for the language model', { llmMs: 5_001 }, 'degraded, llm degraded'],
    ['is degraded over 75 % of the heap', { heapUsedBytes: 76 }, 'degraded, memory degraded'],
    ['is unhealthy over 90 % of the heap', { heapUsedBytes: 91 }, 'unhealthy, memory unhealthy'],
  ])('%s', async (_, change, expected) => {
    const document = await checkHealth(async () => ({ ...vitals, ...change }), timestamp);
    expect(z.array(check).safeParse(document.checks).error).toBeUndefined();
    expect(document.checks.map(({ name }) => name)).toEqual(['database', 'llm', 'memory']);
    expect(read(document, null)).toBe(expected);
  });

  it('calls a check that throws unhealthy', async () => {
    const document = await checkHealth(() => Promise.reject(new Error('no such file')), timestamp);
    expect(document).toMatchObject({ status: 'unhealthy', checks: [{ message: 'no such file' }, {}, {}] });
    expect(read(document, null)).toContain('unhealthy, database unhealthy');
  });
});

describe('S2, an assistant platform', () => {
  const facts: PlatformFacts = {
    world: CALM,
    timestamp,
    uptimeMs: 90_500,
    pid: 4711,
    starting: false,
    responseTimeMs: 21.4,
    heapUsedBytes: 1_000,
  };
  const state = z.enum(['healthy', 'unhealthy']);
  const shape = z.strictObject({
    status: z.enum(['healthy', 'degraded', 'unhealthy']),
    timestamp: z.iso.datetime(),
    uptime: z.literal(90.5),
    environment: z.string(),
    version: z.string(),
    nodeVersion: z.string(),
    memory: z.record(z.string(), z.number()),
    pid: z.literal(4711),
    services: z.array(z.looseObject({ name: z.string(), healthy: z.boolean() })),
    agents: z.unknown(),
    database: z.strictObject({ status: z.enum(['healthy', 'unhealthy', 'unknown']) }),
    externalServices: z.strictObject({ google: state, openai: state }),
    responseTime: z.literal(21),
  });

  it.each(worlds)('has all fields of its health body (%s)', (_, world) => {
    expect(shape.safeParse(platformHealth({ ...facts, world }).body).error).toBeUndefined();
  });

  it('answers 200 when healthy, also while the third party answers 401', () => {
    for (const world of [CALM, { ...CALM, thirdParty: 'unauthorized' as const }]) {
      const { status, body } = platformHealth({ ...facts, world });
      expect([status, read(body, status)]).toEqual([200, 'healthy']);
    }
  });

  it('answers 503 when degraded, by a failing third party or just after its start', () => {
    const failing = platformHealth({ ...facts, world: { ...CALM, thirdParty: 'failing' } });
    expect(failing.status).toBe(503);
    expect(read(failing.body, 503)).toMatch(/^degraded, (?:externalServices\/)?openai unhealthy$/);
    const starting = platformHealth({ ...facts, starting: true });
    expect([starting.status, read(starting.body, 503)]).toEqual([503, 'degraded, agent-runtime unhealthy']);
  });

  it('tells readiness and liveness', () => {
    expect(platformReadiness(false)).toEqual({ status: 200, body: { status: 'ready' } });
    const starting = platformReadiness(true);
    expect(starting).toMatchObject({
      status: 503,
      body: { status: 'not ready', reason: expect.any(String) },
    });
    expect(read(starting.body, 503)).toMatch(/^unhealthy/);
    expect(platformLiveness(timestamp)).toEqual({ status: 200, body: { status: 'alive', timestamp } });
  });
});

describe('S3, a universal assistant', () => {
  const facts = (world: World) => ({
    world,
    timestamp,
    uptimeMs: 1_000,
    responseTimeMs: 40,
    errors: { application: 0, page: 1, component: 2 },
  });

  it.each(worlds)('adds four sections to the detailed body (%s)', (_, world) => {
    const plain = Object.keys(universalHealth(facts(world)));
    expect(Object.keys(universalDetails(facts(world)))).toEqual([
      ...plain,
      'services',
      'metrics',
      'errors',
      'security',
    ]);
  });

  it('is degraded while one of its providers fails', () => {
    expect(read(universalDetails(facts(CALM)))).toBe('healthy');
    expect(read(universalDetails(facts({ ...CALM, thirdParty: 'failing' })))).toMatch(
      /^degraded, \S*openai unhealthy$/,
    );
    expect(read(universalHealth(facts({ ...CALM, thirdParty: 'failing' })))).toBe('degraded');
  });

  it('generates a report of the same sections', () => {
    const answer = universalReport(facts(CALM), 'report-1');
    expect(answer).toMatchObject({
      success: true,
      report: { id: 'report-1', ...universalDetails(facts(CALM)) },
    });
  });
});

describe('S4, a writing platform', () => {
  const facts = (world: World) => ({ world, timestamp, uptimeMs: 1_000 });

  it('is degraded with a slow database', () => {
    expect(read(writingHealth(facts(CALM)).body)).toBe('healthy');
    expect(read(writingHealth(facts({ ...CALM, database: 'slow' })).body)).toMatch(
      /^degraded, \S*mongodb degraded$/,
    );
  });

  it('goes on from its cache without Redis, behind an open circuit breaker', () => {
    const { body } = writingHealth(facts({ ...CALM, redis: 'down' }));
    expect(body).toMatchObject({ fallback: { useCache: true }, circuitBreakers: { redis: 'open' } });
    expect(read(body)).toMatch(/^degraded, .*redis unhealthy/);
  });

  it('skips the model while its provider fails', () => {
    const { body } = modelHealth(facts({ ...CALM, thirdParty: 'failing' }));
    expect(body).toMatchObject({ fallback: { skipAI: true, basicMode: true } });
    expect(read(body)).toMatch(/^degraded, .*draft-large unhealthy/);
    expect(read(modelHealth(facts(CALM)).body)).toBe('healthy');
  });
});

describe('S5, a book review API', () => {
  const shape = z.strictObject({
    status: z.literal('OK'),
    timestamp: z.iso.datetime(),
    uptime: z.number(),
    services: z.strictObject({
      database: z.strictObject({ status: z.literal('OK') }),
      redis: z.strictObject({ status: z.enum(['OK', 'ERROR']) }),
      openai: z.strictObject({ status: z.literal('OK') }),
    }),
    version: z.string(),
  });

  it.each(worlds)('has all fields, and always says OK (%s)', (_, world) => {
    expect(shape.safeParse(bookHealth(world, timestamp, 1_000).body).error).toBeUndefined();
  });

  it('answers 503 with "OK" without Redis, which names Redis', () => {
    const { status, body } = bookHealth({ ...CALM, redis: 'down' }, timestamp, 1_000);
    expect(status).toBe(503);
    expect(read(body, 503)).toBe('unhealthy, redis unhealthy');
    expect(bookHealth(CALM, timestamp, 1_000).status).toBe(200);
  });
});

describe('the bodies of the demo', () => {
  const common = { world: CALM, timestamp, uptimeMs: 1_000 };
  const universal = { ...common, responseTimeMs: 40, errors: { application: 0, page: 0, component: 0 } };
  const platform = { ...common, pid: 1, starting: false, responseTimeMs: 2, heapUsedBytes: 1_000 };

  it.each([
    ['s2-assistant-platform', platformHealth(platform).body],
    ['s3-universal-assistant', universalDetails(universal)],
    ['s4-writing-platform', writingHealth(common).body],
    ['s4-writing-platform', modelHealth(common).body],
    ['s5-book-reviews', bookHealth(CALM, timestamp, 1_000).body],
  ])('are recognised as what they are: %s', (dialect, body) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const reading = readHealth(bytes, { status: 200, contentType: 'application/json', path: '/' });
    expect(reading).toMatchObject({ dialect, state: 'healthy', facts: { uptimeMs: 1_000 } });
  });
});
