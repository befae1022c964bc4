import { join } from 'node:path';
import { isoTime, systemDir, type DemoContext, type DemoSystem } from '../context.ts';
import { httpService, type DemoAnswer } from '../http-service.ts';
import { jitter } from '../jitter.ts';
import { PROMETHEUS_CONTENT_TYPE, renderMetrics } from '../prometheus.ts';
import { EXPRESS_RATE_LIMIT, rateLimiter } from '../rate-limit.ts';
import type { SwitchableServer } from '../switchable-server.ts';
import { winstonLog, type WinstonLog } from '../winston-log.ts';
import { modelHealth, writingHealth, type HealthAnswer, type WritingFacts } from './health.ts';
import { writingRecord } from './log-records.ts';
import { writingMetrics } from './metrics.ts';

const HOUR_MS = 3_600_000;

export interface WritingOptions {
  /** Ports of the two API servers and of the model endpoint. */
  ports: readonly [number, number, number];
  /** Limit one address to 100 requests in 15 minutes, as the real one does. */
  rateLimit: boolean;
}

interface Replica {
  name: string;
  health: (facts: WritingFacts) => HealthAnswer;
  /** Typical time of an answer, and the same while the database is slow. */
  typicalMs: number;
  slowMs: number;
}

const REPLICAS: readonly [Replica, Replica, Replica] = [
  { name: 'api-1', health: writingHealth, typicalMs: 85, slowMs: 2_500 },
  { name: 'api-2', health: writingHealth, typicalMs: 90, slowMs: 2_600 },
  { name: 'model', health: modelHealth, typicalMs: 240, slowMs: 240 },
];

/** S4: two API servers and a model endpoint, which go on in fallback modes behind circuit breakers. */
export function writingPlatform(
  context: DemoContext,
  options: WritingOptions,
): DemoSystem & { readonly dir: string } {
  const { clock, random } = context;
  const dir = join(systemDir(context, 'writing-platform'), 'logs');
  const parts = REPLICAS.map((replica, index) =>
    startReplica(context, replica, options.ports[index] ?? 0, options.rateLimit),
  );
  const logs = REPLICAS.map(({ name }) =>
    winstonLog(
      [{ path: join(dir, `${name}.log`), level: 'info', maxBytes: 384 * 1024, maxFiles: 2, tailable: true }],
      context.onProblem,
    ),
  );
  return {
    dir,
    async start() {
      await Promise.all(parts.map(({ server }) => server.set(true)));
    },
    async tick() {
      parts.forEach(({ serve }, index) => {
        const tookMs = serve();
        if (random() < 0.25)
          write(logs[index], isoTime(clock), writingRecord(random, context.world(), tookMs));
      });
    },
    async stop() {
      await Promise.all(parts.map(({ server }) => server.set(false)));
      await Promise.all(logs.map((log) => log.close()));
    },
  };
}

function write(
  log: WinstonLog | undefined,
  timestamp: string,
  record: ReturnType<typeof writingRecord>,
): void {
  log?.write({ timestamp, ...record });
}

function startReplica(
  context: DemoContext,
  replica: Replica,
  port: number,
  rateLimit: boolean,
): { server: SwitchableServer; serve: () => number } {
  const { clock, random, speed } = context;
  const startedAt = clock.now() - Math.round(jitter(random, 200) * HOUR_MS);
  const metrics = writingMetrics(random);
  const tookMs = (): number =>
    jitter(random, context.world().database === 'slow' ? replica.slowMs : replica.typicalMs);
  const health = (): DemoAnswer => {
    const facts = { world: context.world(), timestamp: isoTime(clock), uptimeMs: clock.now() - startedAt };
    return { ...replica.health(facts), delayMs: tookMs() / speed };
  };
  const server = httpService({
    port,
    clock,
    routes: {
      'GET /health': rateLimit ? rateLimiter(clock, EXPRESS_RATE_LIMIT)(health) : health,
      'GET /metrics': () => ({
        status: 200,
        body: renderMetrics(metrics.families(context.world())),
        headers: { 'content-type': PROMETHEUS_CONTENT_TYPE },
        delayMs: 3 / speed,
      }),
    },
  });
  return {
    server,
    serve() {
      const took = tookMs();
      metrics.request(context.world().thirdParty === 'failing' && random() < 0.2 ? 503 : 200, took);
      return took;
    },
  };
}
