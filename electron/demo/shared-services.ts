import type { DemoContext, DemoSystem } from './context.ts';
import { httpService, type DemoAnswer } from './http-service.ts';
import { jitter } from './jitter.ts';
import type { World } from './story.ts';
import { redisReply, tcpService } from './tcp-service.ts';

/** What the model provider answers: a list of models, 401 for a key it does not accept, or 500. */
export function providerAnswer(thirdParty: World['thirdParty']): Omit<DemoAnswer, 'delayMs'> {
  if (thirdParty === 'unauthorized') {
    return {
      status: 401,
      body: { error: { message: 'Incorrect API key provided', type: 'invalid_request_error' } },
    };
  }
  if (thirdParty === 'failing') {
    return { status: 500, body: { error: { message: 'The server had an error', type: 'server_error' } } };
  }
  return { status: 200, body: { object: 'list', data: [{ id: 'draft-large', object: 'model' }] } };
}

/** What several systems lean on: MongoDB's and Redis' ports, and the model provider's API. */
export function sharedServices(
  context: DemoContext,
  ports: { mongodb: number; redis: number; thirdParty: number },
): DemoSystem {
  const { clock, random, speed } = context;
  const mongodb = tcpService(ports.mongodb, () => null);
  const redis = tcpService(ports.redis, redisReply);
  const provider = httpService({
    port: ports.thirdParty,
    clock,
    routes: {
      'GET /v1/models': () => ({
        ...providerAnswer(context.world().thirdParty),
        delayMs: jitter(random, 130) / speed,
      }),
    },
  });
  const apply = async (): Promise<void> => {
    await redis.set(context.world().redis === 'up');
  };
  return {
    async start() {
      await Promise.all([mongodb.set(true), provider.set(true), apply()]);
    },
    tick: apply,
    async stop() {
      await Promise.all([mongodb.set(false), redis.set(false), provider.set(false)]);
    },
  };
}
