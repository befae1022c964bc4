import { join } from 'node:path';
import { isoTime, systemDir, type DemoContext, type DemoSystem } from '../context.ts';
import { httpService } from '../http-service.ts';
import { jitter, pick } from '../jitter.ts';
import {
  createCounter,
  createHistogram,
  gauge,
  PROMETHEUS_CONTENT_TYPE,
  renderMetrics,
} from '../prometheus.ts';
import { stackText } from '../stack-text.ts';
import { winstonLog } from '../winston-log.ts';
import { bookHealth } from './health.ts';

const HOUR_MS = 3_600_000;
const SERVICE = 'book-review-api';
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const ROUTES = [
  { method: 'GET', route: '/api/books', operation: 'find', collection: 'books' },
  { method: 'GET', route: '/api/books/:id', operation: 'findOne', collection: 'books' },
  { method: 'POST', route: '/api/reviews', operation: 'insertOne', collection: 'reviews' },
] as const;

/** S5: the book review API; without Redis its health is a 503 whose body still says "OK". */
export function bookReview(context: DemoContext, port: number): DemoSystem & { readonly dir: string } {
  const { clock, random, speed } = context;
  const dir = join(systemDir(context, 'book-review-api'), 'logs');
  const startedAt = clock.now() - 77 * HOUR_MS;
  const durations = createHistogram('http_request_duration_seconds', 'Duration of requests.', BUCKETS);
  const queries = createCounter('database_queries_total', 'Queries by operation and collection.');
  const log = winstonLog(
    [
      { path: join(dir, 'combined.log'), level: 'info', maxBytes: 512 * 1024, maxFiles: 3, tailable: true },
      { path: join(dir, 'error.log'), level: 'error', maxBytes: 256 * 1024, maxFiles: 2, tailable: true },
    ],
    context.onProblem,
  );
  const write = (level: string, message: string, fields: Record<string, unknown> = {}): void =>
    log.write({ timestamp: isoTime(clock), level, message, service: SERVICE, ...fields });

  const families = () => [
    durations.family(),
    gauge('active_connections', 'Open connections.', { labels: {}, value: Math.round(jitter(random, 12)) }),
    queries.family(),
  ];
  const server = httpService({
    port,
    clock,
    routes: {
      'GET /health': () => ({
        ...bookHealth(context.world(), isoTime(clock), clock.now() - startedAt),
        delayMs: jitter(random, context.world().database === 'slow' ? 420 : 38) / speed,
      }),
      'GET /metrics': () => ({
        status: 200,
        body: renderMetrics(families()),
        headers: { 'content-type': PROMETHEUS_CONTENT_TYPE },
        delayMs: 3 / speed,
      }),
    },
    onAnswer: ({ method, path }, { status, delayMs }) =>
      durations.observe({ method, route: path, status: String(status) }, delayMs / 1000),
  });

  const traffic = (): void => {
    const { redis, database } = context.world();
    const { method, route, operation, collection } = pick(random, ROUTES);
    const tookMs = Math.round(jitter(random, database === 'slow' ? 480 : 55));
    const failed = redis === 'down' && random() < 0.5;
    const status = failed ? 500 : 200;
    durations.observe({ method, route, status: String(status) }, tookMs / 1000);
    queries.add({ operation, collection });
    if (failed) write('error', 'Session store is not reachable', { stack: redisStack() });
    else if (random() < 0.6) write('info', `${method} ${route} ${status} ${tookMs}ms`);
  };

  return {
    dir,
    async start() {
      write('info', `Server is running on port ${port}`);
      await server.set(true);
    },
    async tick() {
      traffic();
    },
    async stop() {
      await server.set(false);
      await log.close();
    },
  };
}

function redisStack(): string {
  return stackText('Error', 'connect ECONNREFUSED 127.0.0.1:6379', [
    'TCPConnectWrap.afterConnect [as oncomplete] (node:net:1634:16)',
    'async SessionStore.load (/app/src/services/session-store.js:27:18)',
    'async authenticate (/app/src/middleware/authenticate.js:14:19)',
  ]);
}
