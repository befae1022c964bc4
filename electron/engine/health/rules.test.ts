import { describe, expect, it } from 'vitest';
import type { State } from '../../../shared/domain/state.ts';
import type { HealthReading, HealthResponse } from './dialect.ts';
import { readHealth } from './read-health.ts';

const read = (body: unknown, to: Partial<HealthResponse> = {}): HealthReading =>
  readHealth(new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)), {
    status: 200,
    contentType: 'application/json',
    path: '/health',
    ...to,
  });

/** The state and, by path, the states of the components. */
const sayOf = (body: unknown, to: Partial<HealthResponse> = {}): [State | null, Record<string, State>] => {
  const { state, components } = read(body, to);
  return [state, Object.fromEntries(components.map((part) => [part.path, part.state]))];
};

const OK = { status: 'ok' };
const DOWN = { status: 'down' };

describe('1: a dialect is recognised by content type, shape and field names, not by URL', () => {
  it('reads the same shape the same at any address', () => {
    const body = { status: 'UP', components: { db: { status: 'UP' } } };
    const paths = ['/actuator/health', '/', '/api/books', null];
    expect(paths.map((path) => read(body, { path }).dialect)).toEqual(
      paths.map(() => 'spring-boot-actuator'),
    );
  });

  it('does not take another shape for it at its usual address', () => {
    const path = '/actuator/health';
    expect(read({ status: 'fine', parts: 3 }, { path }).dialect).toBe('generic-json');
    expect(read({ books: [] }, { path }).dialect).toBeNull();
  });

  it('lets a content type speak where the shape is anybody’s', () => {
    const body = { status: 'up', notes: ['x'] };
    expect(read(body, { contentType: 'application/health+json; charset=utf-8' }).dialect).toBe(
      'ietf-health-json',
    );
    expect(read(body).dialect).toBe('generic-json');
  });
});

describe('2: the own overall word, else the worst component', () => {
  it.each<[string, unknown, State]>([
    ['the own word over milder parts', { status: 'down', checks: { db: 'ok' } }, 'unhealthy'],
    ['the own word over worse parts', { status: 'degraded', checks: { db: 'down' } }, 'degraded'],
    ['the worst part without a word', { checks: { db: 'ok', cache: 'slow', queue: 'down' } }, 'unhealthy'],
    ['a degraded part without a word', { checks: { db: 'ok', cache: 'slow' } }, 'degraded'],
    ['healthy parts without a word', { checks: { db: 'ok', cache: 'up' } }, 'healthy'],
    [
      'replicas of which one is healthy',
      {
        nodes: [
          { id: 'a', ...OK },
          { id: 'b', ...DOWN },
        ],
      },
      'degraded',
    ],
    [
      'replicas of which none is',
      {
        nodes: [
          { id: 'a', ...DOWN },
          { id: 'b', ...DOWN },
        ],
      },
      'unhealthy',
    ],
    [
      'services, which are no replicas',
      {
        services: [
          { id: 'a', ...OK },
          { id: 'b', ...DOWN },
        ],
      },
      'unhealthy',
    ],
    [
      'endpoints of one model',
      { healthy_endpoints: [{ model: 'a' }], unhealthy_endpoints: [{ model: 'a' }] },
      'degraded',
    ],
    [
      'endpoints of two models',
      { healthy_endpoints: [{ model: 'a' }], unhealthy_endpoints: [{ model: 'b' }] },
      'unhealthy',
    ],
  ])('counts %s', (_title, body, state) => {
    expect(read(body).state).toBe(state);
  });
});

describe('3: ok over a failing component', () => {
  it('is degraded, says so, and keeps the word', () => {
    expect(read({ status: 'ok', checks: { db: 'down' } })).toMatchObject({
      state: 'degraded',
      ownWord: 'healthy',
      message: 'the body says ok, but not of db',
    });
    expect(read({ status: 'ok', checks: { db: 'slow' } }).state).toBe('degraded');
  });

  it('is healthy over parts that are well or say nothing', () => {
    expect(read({ status: 'ok', checks: { db: 'ok', mail: null } }).state).toBe('healthy');
  });
});

describe('4: bodies of 4xx answers', () => {
  it('are not read by a dialect that gives the code no meaning', () => {
    expect(read({ status: 'ok' }, { status: 404 })).toMatchObject({
      dialect: null,
      state: null,
      definesStatus: false,
    });
    expect(read({ status: 'ok' }, { status: 503 })).toMatchObject({ state: 'healthy', definesStatus: false });
  });
});

describe('5: unknown, skipped, disabled and null components', () => {
  it.each(['unknown', 'skipped', 'disabled', null, 'N/A', 'not configured'])(
    'are listed and never lower the total: %s',
    (word) => {
      expect(sayOf({ status: 'ok', checks: { db: 'ok', mail: word } })).toEqual([
        'healthy',
        { db: 'healthy', mail: 'unknown' },
      ]);
      expect(sayOf({ checks: { db: 'ok', mail: word } })[0]).toBe('healthy');
    },
  );

  it('an explicit overall unknown with 200 is unknown', () => {
    expect(read({ status: 'UNKNOWN', version: '1' }).state).toBe('unknown');
    expect(read({ status: 'unknown', checks: { db: 'ok' } }).state).toBe('unknown');
  });

  it('unknown parts alone leave it to the status', () => {
    expect(sayOf({ checks: { db: 'unknown', mail: null } })).toEqual([
      null,
      { db: 'unknown', mail: 'unknown' },
    ]);
  });
});

describe('6: passing conditions', () => {
  it.each(['starting', 'needs migration', 'in maintenance', 'maintenance', 'read-only'])(
    '%s is degraded with 200 and unhealthy with 503',
    (word) => {
      expect(read({ status: word }).state).toBe('degraded');
      expect(read({ status: word }, { status: 503 }).state).toBe('unhealthy');
      expect(read({ checks: { db: word } }).state).toBe('degraded');
      expect(read(word, { contentType: 'text/plain' }).state).toBe('degraded');
    },
  );

  it('not ready is unhealthy, ready is healthy', () => {
    expect(read({ status: 'not ready' }).state).toBe('unhealthy');
    expect(read({ status: 'NOT_READY' }).state).toBe('unhealthy');
    expect(read({ status: 'ready' }).state).toBe('healthy');
  });
});

describe('7: paths', () => {
  it.each([
    'services',
    'checks',
    'components',
    'details',
    'entries',
    'dependencies',
    'results',
    'checkResults',
    'indicators',
  ])('drop the word %s that holds the list, as a map and as an array', (word) => {
    expect(sayOf({ [word]: { redis: DOWN } })).toEqual(['unhealthy', { redis: 'unhealthy' }]);
    expect(sayOf({ [word]: [{ name: 'redis', ...DOWN }] })).toEqual(['unhealthy', { redis: 'unhealthy' }]);
  });

  it('drop the words of lists that give their members a state', () => {
    expect(sayOf({ failures: { redis: 'refused' } })).toEqual(['unhealthy', { redis: 'unhealthy' }]);
    expect(sayOf({ healthy_endpoints: [{ model: 'gpt' }] })).toEqual(['healthy', { gpt: 'healthy' }]);
  });

  it('drop such a word on any level, and keep the others', () => {
    expect(
      sayOf({ redis: { nodes: { a: OK }, sentinel: OK }, cluster: { eu: { services: { api: DOWN } } } })[1],
    ).toEqual({
      'redis/a': 'healthy',
      'redis/sentinel': 'healthy',
      'cluster/eu/api': 'unhealthy',
    });
  });

  it('unwrap an envelope, which is no component', () => {
    expect(sayOf({ data: { status: 'ok', checks: { db: 'down' } } })).toEqual([
      'degraded',
      { db: 'unhealthy' },
    ]);
    expect(sayOf({ base: { status: 'ok', checks: { db: 'down' } } })[1]).toEqual({
      base: 'healthy',
      'base/db': 'unhealthy',
    });
  });

  it('name an item by name, else key, checker, a key ending in name, id', () => {
    const keys = { name: 'n', key: 'k', checker: 'c', serviceName: 's', id: 'i' };
    const order = Object.entries(keys);
    for (let from = 0; from < order.length; from++) {
      const item = { ...Object.fromEntries(order.slice(from).toReversed()), ...DOWN };
      expect(sayOf({ checks: [item] })[1]).toEqual({ [order[from]?.[1] ?? '']: 'unhealthy' });
    }
  });

  it('keep a name that holds a slash whole', () => {
    expect(sayOf({ checks: { 'poststarthook/rbac': DOWN } })[1]).toEqual({
      'poststarthook/rbac': 'unhealthy',
    });
  });
});

describe('8: booleans and numbers', () => {
  it.each([
    'status',
    'state',
    'health',
    'healthy',
    'isHealthy',
    'ok',
    'up',
    'passed',
    'success',
    'alive',
    'available',
  ])('count under %s, also as strings', (key) => {
    expect([true, 'true', 'TRUE'].map((flag) => read({ [key]: flag }).state)).toEqual([
      'healthy',
      'healthy',
      'healthy',
    ]);
    expect([false, 'false', ' False '].map((flag) => read({ [key]: flag }).state)).toEqual([
      'unhealthy',
      'unhealthy',
      'unhealthy',
    ]);
  });

  it('count inside a list of checks and nowhere else', () => {
    expect(sayOf({ checks: { db: false } })).toEqual(['unhealthy', { db: 'unhealthy' }]);
    expect(sayOf({ checks: { db: 'false' } })).toEqual(['unhealthy', { db: 'unhealthy' }]);
    expect(sayOf({ db: false, settings: { tls: false } })).toEqual([null, {}]);
    expect(sayOf({ status: 'ok', details: { tls: false } })).toEqual(['healthy', {}]);
  });

  it('numbers never count, but for the enums of ASP.NET in its own shape', () => {
    expect(sayOf({ status: 0 })).toEqual([null, {}]);
    expect(sayOf({ checks: { db: 0 } })).toEqual([null, {}]);
    const report = (status: unknown): unknown => ({
      status,
      totalDuration: '00:00:01',
      entries: { db: { status, duration: '00:00:01' } },
    });
    expect([0, 1, 2, '0'].map((status) => sayOf(report(status)))).toEqual([
      ['unhealthy', { db: 'unhealthy' }],
      ['degraded', { db: 'degraded' }],
      ['healthy', { db: 'healthy' }],
      ['unhealthy', { db: 'unhealthy' }],
    ]);
  });

  it('details hold parts only where these are objects or words with a state', () => {
    expect(sayOf({ status: 'ok', details: { db: DOWN, cache: 'slow' } })[1]).toEqual({
      db: 'unhealthy',
      cache: 'degraded',
    });
    expect(
      sayOf({ status: 'ok', details: { size: 7, tls: true, region: 'eu', pool: { max: 3 } } })[1],
    ).toEqual({});
  });

  it('flags and counters do not count', () => {
    expect(sayOf({ status: 'ok', errors: 12, failed: 3, debug: true, replicas: 0 })).toEqual(['healthy', {}]);
  });

  it('sealed: true is unhealthy, sealed: false is nothing', () => {
    expect(read({ initialized: true, sealed: true, cluster: 'x' }).state).toBe('unhealthy');
    expect(read({ initialized: true, sealed: false, cluster: 'x' }).state).not.toBe('unhealthy');
  });

  it('outside a container a key is a component by its object, list of objects, or whole word', () => {
    expect(sayOf({ db: DOWN, cache: [{ status: 'up' }], queue: 'connected' })[1]).toEqual({
      db: 'unhealthy',
      cache: 'healthy',
      queue: 'healthy',
    });
    expect(sayOf({ db: { size: 1 }, cache: [{ size: 1 }], queue: 'connected to two', n: 'a' })).toEqual([
      null,
      {},
    ]);
  });
});

describe('9: words', () => {
  const FAMILIES: [State, string][] = [
    [
      'healthy',
      'ok up pass passing healthy available green ready alive operational none connected online reachable running working passed success serving',
    ],
    [
      'degraded',
      'warn warning degraded yellow minor partial_outage under_maintenance slow degraded_performance partially_available',
    ],
    [
      'unhealthy',
      'down fail failing failed error critical unhealthy red major out_of_service crashed unavailable disconnected offline unreachable failure timeout timed_out not_serving shutting_down',
    ],
  ];

  it.each(
    FAMILIES.flatMap(([state, words]) => words.split(' ').map((word): [string, State] => [word, state])),
  )('%s is %s everywhere, trimmed and without case', (word, state) => {
    for (const spelling of [word, word.toUpperCase(), ` ${word}\n`, word.replaceAll('_', ' ')]) {
      expect(read({ status: spelling }).state).toBe(state);
      expect(sayOf({ checks: { db: spelling } })[1]).toEqual({ db: state });
      expect(sayOf({ db: spelling })[1]).toEqual({ db: state });
      expect(read(spelling, { contentType: 'text/plain' }).state).toBe(state);
    }
  });

  it('a word inside a message never counts', () => {
    expect(sayOf({ status: 'ok', message: 'down', note: 'error', db: 'the database is down' })).toEqual([
      'healthy',
      {},
    ]);
    expect(read('everything is ok', { contentType: 'text/plain' }).state).toBeNull();
  });
});

describe('10: bodies that are not understood', () => {
  it('leave it to the status and have no components', () => {
    for (const body of [{}, [], { items: [1, 2] }, 'once upon a time', '', '42', 'null']) {
      expect(read(body, { contentType: 'text/plain' })).toMatchObject({
        dialect: null,
        state: null,
        components: [],
      });
    }
  });

  it('are degraded where JSON was promised and none came', () => {
    expect(read('{"status": "ok"', {})).toMatchObject({
      state: 'degraded',
      message: 'health body is not valid JSON',
    });
    expect(read('{"status": "ok"', { contentType: 'text/plain' }).state).toBeNull();
    expect(read('', {}).state).toBeNull();
  });

  it('are degraded where an HTML page stands at a path that names a health endpoint', () => {
    const page = '<!doctype html><title>ok</title>';
    const message = 'HTML page where a health document was expected';
    expect(read(page, { contentType: 'text/html', path: '/healthz' })).toMatchObject({
      state: 'degraded',
      message,
    });
    expect(read(page, { contentType: 'application/json', path: '/healthz' })).toMatchObject({
      state: 'degraded',
      message,
    });
    expect(read(page, { contentType: 'text/html', path: '/books' }).state).toBeNull();
    expect(read('once upon a time', { contentType: 'text/html', path: '/healthz' }).state).toBeNull();
    expect(read({ status: 'down' }, { contentType: 'text/html', path: '/healthz' }).state).toBe('unhealthy');
  });
});

describe('11: odd writing', () => {
  it('is read calmly', () => {
    expect(read('\ufeff{"status":"ok","status":"down"}').state).toBe('unhealthy');
    expect(read(')]}\',\n{"STATUS":"Down"}').state).toBe('unhealthy');
    expect(sayOf({ Checks: [{ Name: 'db', Status: 'DOWN', extra: [[]] }], uptime: '12' })).toEqual([
      'unhealthy',
      { db: 'unhealthy' },
    ]);
    expect(sayOf({ checks: [{ db: DOWN }] })[0]).toBe('unhealthy');
  });
});

describe('12: what the five systems add', () => {
  it.each(['circuitBreakers', 'breakers', 'circuits'])('breakers count inside %s', (key) => {
    expect(
      sayOf({ status: 'ok', [key]: { a: 'closed', b: 'half-open', c: 'OPEN', d: { state: 'HALF_OPEN' } } }),
    ).toEqual(['degraded', { a: 'healthy', b: 'degraded', c: 'unhealthy', d: 'degraded' }]);
  });

  it('breakers count nowhere else', () => {
    expect(sayOf({ status: 'ok', doors: { a: 'open', b: 'closed' }, gate: 'open' })).toEqual(['healthy', {}]);
  });

  it.each(['fallback', 'useCache', 'basicMode', 'skipAI'])(
    '%s true is degraded, "fallback mode"; false is nothing',
    (mode) => {
      expect(read({ status: 'ok', [mode]: true })).toMatchObject({
        state: 'degraded',
        message: 'fallback mode',
      });
      expect(read({ status: 'ok', [mode]: false })).toMatchObject({ state: 'healthy', message: '' });
    },
  );

  it('the sections of a detailed body are read, and their figures are not', () => {
    const detailed = {
      status: 'healthy',
      services: { voice: { status: 'down' } },
      metrics: { errorRate: 0.2, memory: { used: 3 } },
      errors: { total: 3, recent: [{ status: 'down' }] },
      security: { status: 'warning' },
    };
    expect(sayOf(detailed)).toEqual(['degraded', { voice: 'unhealthy', security: 'degraded' }]);
  });

  it('the constant OK of S5 beside a 503 is no word, and Redis decides', () => {
    const body = (redis: string): unknown => ({
      status: 'OK',
      timestamp: '2026-07-04T09:12:33.123Z',
      uptime: 3,
      services: { database: { status: 'OK' }, redis: { status: redis } },
      version: '1.0.0',
    });
    expect(sayOf(body('down'), { status: 503 })).toEqual([
      'unhealthy',
      { database: 'healthy', redis: 'unhealthy' },
    ]);
    expect(read(body('down'), { status: 503 }).ownWord).toBeNull();
    expect(read(body('OK')).ownWord).toBe('healthy');
  });
});

describe('13: facts of the process', () => {
  it('are remembered, and nothing else is taken for them', () => {
    expect(read({ status: 'ok', uptime: 12.5, pid: 77, version: '1.4.2' }).facts).toEqual({
      uptimeMs: 12_500,
      pid: 77,
      version: '1.4.2',
    });
    expect(read({ status: 'ok', uptime: 'long', pid: 0, version: null }).facts).toEqual({});
  });
});
