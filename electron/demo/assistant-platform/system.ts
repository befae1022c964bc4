import { isoTime, systemDir, type DemoContext, type DemoSystem } from '../context.ts';
import { httpService, type DemoAnswer, type Route } from '../http-service.ts';
import { jitter, pick } from '../jitter.ts';
import { pm2Log } from '../pm2-log.ts';
import { PROMETHEUS_CONTENT_TYPE, renderMetrics } from '../prometheus.ts';
import { EXPRESS_RATE_LIMIT, rateLimiter } from '../rate-limit.ts';
import { stackText } from '../stack-text.ts';
import { AGENTS, platformHealth, platformLiveness, platformReadiness } from './health.ts';
import { platformMetrics } from './metrics.ts';

const DAY_MS = 86_400_000;
/** How long the platform is "not ready" after a start, in milliseconds of the story. */
const START_PERIOD_MS = 8_000;
const LOG_BYTES = 512 * 1024;
const PATHS = ['/api/chat', '/api/agents', '/api/calendar', '/api/conversations'] as const;

export interface PlatformOptions {
  port: number;
  /** Limit one address to 100 requests in 15 minutes, as the real one does. */
  rateLimit: boolean;
}

/** S2: the assistant platform, an Express server run by pm2, whose total outage refuses connections. */
export function assistantPlatform(
  context: DemoContext,
  { port, rateLimit }: PlatformOptions,
): DemoSystem & { readonly dir: string } {
  const { clock, random, speed } = context;
  const dir = systemDir(context, 'assistant-platform');
  const log = pm2Log(dir, clock, LOG_BYTES);
  const metrics = platformMetrics();
  const newPid = (): number => 2_000 + Math.floor(random() * 30_000);
  let startedAt = clock.now() - 3 * DAY_MS;
  let pid = newPid();
  let up = true;

  const uptimeMs = (): number => clock.now() - startedAt;
  const starting = (): boolean => uptimeMs() * speed < START_PERIOD_MS;
  const delay = (typicalMs: number): number => jitter(random, typicalMs) / speed;

  const health: Route = () => {
    const delayMs = delay(28);
    const heapUsedBytes = Math.round(jitter(random, 60) * 2 ** 20);
    const facts = {
      world: context.world(),
      timestamp: isoTime(clock),
      uptimeMs: uptimeMs(),
      pid,
      starting: starting(),
    };
    return { ...platformHealth({ ...facts, responseTimeMs: delayMs, heapUsedBytes }), delayMs };
  };
  const limited: (route: Route) => Route = rateLimit
    ? rateLimiter(clock, EXPRESS_RATE_LIMIT)
    : (route) => route;
  const server = httpService({
    port,
    clock,
    routes: {
      'GET /health': limited(health),
      'GET /health/ready': limited(() => ({ ...platformReadiness(starting()), delayMs: delay(6) })),
      'GET /health/live': limited(() => ({ ...platformLiveness(isoTime(clock)), delayMs: delay(2) })),
      'GET /metrics': (): DemoAnswer => ({
        status: 200,
        body: renderMetrics(metrics.families()),
        headers: { 'content-type': PROMETHEUS_CONTENT_TYPE },
        delayMs: delay(4),
      }),
    },
    onAnswer: ({ method, path }, { status, delayMs }) => metrics.request(method, path, status, delayMs),
  });

  const traffic = (): void => {
    const path = pick(random, PATHS);
    const agent = pick(random, AGENTS);
    const failing = context.world().thirdParty === 'failing' && path === '/api/chat';
    const tookMs = Math.round(jitter(random, failing ? 2_400 : 140));
    metrics.request('POST', path, failing ? 502 : 200, tookMs);
    metrics.agent(agent, !failing, tookMs);
    log.out(`POST ${path} ${failing ? 502 : 200} ${tookMs} ms - agent ${agent}`);
    if (failing) log.error(providerFailure());
  };

  const change = async (wanted: boolean): Promise<void> => {
    if (up && !wanted) log.error(crash());
    await server.set(wanted);
    if (!up && wanted) {
      startedAt = clock.now();
      pid = newPid();
      log.out(`Migrations are up to date at version 42\nServer listening on port ${port}, pid ${pid}`);
    }
    up = wanted;
  };

  return {
    dir,
    async start() {
      log.out(`Server listening on port ${port}, pid ${pid}`);
      await server.set(true);
    },
    async tick() {
      await change(context.world().platform === 'up');
      if (up) traffic();
    },
    async stop() {
      await server.set(false);
    },
  };
}

function providerFailure(): string {
  return stackText('APIError', '500 The server had an error while processing your request', [
    'APIError.generate (/srv/concierge/node_modules/openai/error.js:66:20)',
    'async ChatAgent.respond (/srv/concierge/dist/agents/chat-agent.js:120:24)',
    'async /srv/concierge/dist/routes/chat.js:38:5',
  ]);
}

function crash(): string {
  return stackText('RangeError', 'Array buffer allocation failed', [
    'new ArrayBuffer (<anonymous>)',
    'EmbeddingCache.grow (/srv/concierge/dist/memory/embedding-cache.js:57:18)',
    'AgentRuntime.remember (/srv/concierge/dist/agents/runtime.js:211:16)',
  ]);
}
