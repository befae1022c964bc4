import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthReading, HealthResponse } from './dialect.ts';
import { takeApart } from './generic/read-body.ts';
import { assemble } from './assemble.ts';
import { isObject, type Json } from './json.ts';
import { readHealth } from './read-health.ts';

const OVER_HTTP: HealthResponse = { status: 200, contentType: 'application/json', path: '/health' };

/** Keys and words that the readers know, so that random bodies reach their corners. */
const KEYS = (
  'status state healthy ok services checks components details entries data info error message name id failures nodes ' +
  'redis database circuitBreakers fallback uptime version health groups totalDuration results metrics security ' +
  'externalServices agents pid timestamp outcome __proto__ constructor toString valueOf hasOwnProperty 7'
).split(' ');
const WORDS =
  'ok UP down degraded unknown disabled starting Healthy pass fail open closed true OUT_OF_SERVICE none'.split(
    ' ',
  );

const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.oneof(
      fc.constantFrom<Json>(...WORDS),
      fc.constantFrom<Json>(null, true, false, 0, 2),
      fc.string(),
      fc.double(),
    ),
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .array(
        fc.tuple(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...KEYS) }, fc.string()), tie('value')),
        {
          maxLength: 7,
        },
      )
      .map((entries) => Object.fromEntries(entries) as Json),
  ),
})).value;

const response: fc.Arbitrary<HealthResponse> = fc.record({
  status: fc.constantFrom(null, 200, 204, 404, 429, 503),
  contentType: fc.constantFrom(
    null,
    'application/json',
    'text/html; charset=latin1',
    'application/health+json',
    'x; charset=nope',
  ),
  path: fc.constantFrom(null, '/', '/healthz?x=1', '%%%'),
});

const read = (value: Json, to: HealthResponse): HealthReading =>
  readHealth(new TextEncoder().encode(JSON.stringify(value)), to);

describe('reading any health body', () => {
  it('never throws and gives short, unique paths, whatever the JSON', () => {
    fc.assert(
      fc.property(json, response, (value, to) => {
        const { components } = read(value, to);
        expect(new Set(components.map(({ path }) => path)).size).toBe(components.length);
        expect(
          components.every(
            ({ path, message = '' }) => path !== '' && path.length <= 500 && message.length <= 300,
          ),
        ).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), response, (bytes, to) => {
        expect(() => readHealth(bytes, to)).not.toThrow();
      }),
      { numRuns: 1500 },
    );
  });

  it('never throws on a body that is cut anywhere', () => {
    fc.assert(
      fc.property(json, fc.nat(), response, (value, at, to) => {
        const bytes = new TextEncoder().encode(JSON.stringify(value));
        expect(() => readHealth(bytes.subarray(0, at % (bytes.length + 1)), to)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(read(reversed(value), OVER_HTTP)).toEqual(read(value, OVER_HTTP));
      }),
      { numRuns: 1500 },
    );
  });

  it('looks at every object a bounded number of times', () => {
    fc.assert(
      fc.property(json, (value) => {
        const visits = { count: 0 };
        assemble(takeApart(counting(value, visits)), OVER_HTTP);
        expect(visits.count).toBeLessThanOrEqual(4 * (1 + objectsIn(value)));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the cost of large bodies', () => {
  const part = (i: number): Json => ({ name: `part ${i}`, status: 'ok', nodes: [{ name: 'a', ok: true }] });
  const wide = (size: number): Json => ({
    status: 'ok',
    checks: Array.from({ length: size }, (_, i) => part(i)),
  });
  const deep = (size: number): Json =>
    Array.from({ length: size }).reduce<Json>((inner) => ({ status: 'ok', checks: { health: inner } }), 'ok');

  it.each([
    ['a wide body', wide, 2000],
    ['a deep body', deep, 15],
  ])('grows with the size of %s', (_title, build, size) => {
    const visitsOf = (value: Json): number => {
      const visits = { count: 0 };
      assemble(takeApart(counting(value, visits)), OVER_HTTP);
      return visits.count;
    };
    expect(visitsOf(build(2 * size))).toBeLessThanOrEqual(2.5 * visitsOf(build(size)));
  });
});

describe('the cost of long texts', () => {
  const long = (letters: string, size: number): string => letters.repeat(Math.ceil(size / letters.length));
  const texts: [string, (text: string) => Json | string][] = [
    ['the name of a list', (text) => ({ [text]: [{ name: 'a', status: 'ok' }] })],
    ['the name of an object', (text) => ({ [text]: { status: 'ok' } })],
    ['the name of a word', (text) => ({ [text]: 'ok' })],
    ['the name of a part', (text) => ({ checks: [{ name: text, status: 'ok' }] })],
    ['a state', (text) => ({ status: text, checks: { db: text } })],
    ['a message', (text) => ({ status: 'ok', message: text })],
    ['a key of a breaker', (text) => ({ circuitBreakers: { [text]: 'open' } })],
    ['the whole body', (text) => text],
    ['a line of Kubernetes', (text) => `[+]a${text}\n[-]${text}`],
    ['a line of checks', (text) => `a: PASSED ${text} (0.1s)\nb: Unavailable: ${text}`],
    ['an XML document', (text) => `<?xml ${text}><hash>${text}`],
  ];
  const letters = ['a', ' ', '1', 'as', '(1', ': ', ' ... ', '-_.', '<!-- -->', '\n[', '\u001b[', '\ud800'];

  it.each(texts)('grows no faster than the text of %s', { retry: 2 }, (_title, build) => {
    const timeOf = (some: string, size: number): number => {
      const body = build(long(some, size));
      const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
      const start = performance.now();
      readHealth(bytes, OVER_HTTP);
      return performance.now() - start;
    };
    for (const some of letters) {
      const few = Math.min(...[0, 1, 2].map(() => timeOf(some, 2_000)));
      const many = Math.min(...[0, 1].map(() => timeOf(some, 64_000)));
      // 32 times the text: quadratic work would take about 1,000 times as long.
      expect(many / Math.max(few, 0.3)).toBeLessThan(320);
    }
  });
});

/** The same value with the keys of every object in reverse. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

function objectsIn(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, inner) => sum + objectsIn(inner), 1);
}

/** The same value, counting how often the keys of an object are listed. */
function counting(value: Json, visits: { count: number }): Json {
  if (Array.isArray(value)) return value.map((item) => counting(item, visits));
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, counting(item, visits)]));
  return new Proxy(inner, {
    ownKeys: (target) => {
      visits.count++;
      return Reflect.ownKeys(target);
    },
  });
}
