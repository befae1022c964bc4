import { isoTime, type DemoContext, type DemoSystem } from '../context.ts';
import { httpService, type DemoAnswer, type DemoRequest } from '../http-service.ts';
import { hexId, jitter } from '../jitter.ts';
import { universalDetails, universalHealth, universalReport, type UniversalFacts } from './health.ts';

const HOUR_MS = 3_600_000;

/** S3: the universal assistant, a web app in front of many providers. */
export function universalAssistant(context: DemoContext, port: number): DemoSystem {
  const { clock, random, speed } = context;
  const startedAt = clock.now() - 31 * HOUR_MS;
  const errors = { application: 0, page: 1, component: 3 };

  const facts = (responseTimeMs: number): UniversalFacts => ({
    world: context.world(),
    timestamp: isoTime(clock),
    uptimeMs: clock.now() - startedAt,
    responseTimeMs,
    errors,
  });
  const health = ({ query }: DemoRequest): DemoAnswer => {
    const responseTimeMs = jitter(random, 45);
    const body = query.get('detailed') === 'true' ? universalDetails : universalHealth;
    return { status: 200, body: body(facts(responseTimeMs)), delayMs: responseTimeMs / speed };
  };
  const act = ({ body }: DemoRequest): DemoAnswer => {
    const responseTimeMs = jitter(random, 180);
    const answer = { delayMs: responseTimeMs / speed };
    if (readAction(body) !== 'generate-report')
      return { ...answer, status: 400, body: { error: 'Unknown action' } };
    return {
      ...answer,
      status: 200,
      body: universalReport(facts(responseTimeMs), `report-${hexId(random, 6)}`),
    };
  };
  const server = httpService({ port, clock, routes: { 'GET /api/health': health, 'POST /api/health': act } });

  return {
    start: () => server.set(true),
    async tick() {
      if (context.world().thirdParty === 'failing' && random() < 0.3) errors.component += 1;
    },
    stop: () => server.set(false),
  };
}

function readAction(body: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && 'action' in parsed ? parsed.action : null;
  } catch {
    return null; // Not JSON: no action that could be known.
  }
}
