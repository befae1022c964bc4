import type { Random } from '../../engine/ports.ts';
import { hexId, pick } from '../jitter.ts';
import { stackText } from '../stack-text.ts';
import type { World } from '../story.ts';

export interface WritingRecord {
  level: 'error' | 'warn' | 'info';
  message: string;
  stack?: string;
  context: { userId?: string; requestId: string; path: string; method: string };
}

const PATHS = ['/api/documents', '/api/complete', '/api/outline'] as const;

/** What one request leaves in S4's log, in the given world. */
export function writingRecord(random: Random, world: World, tookMs: number): WritingRecord {
  const context = {
    ...(random() < 0.7 ? { userId: `user-${hexId(random, 6)}` } : {}),
    requestId: `req-${hexId(random, 12)}`,
    path: pick(random, PATHS),
    method: 'POST',
  };
  if (world.redis === 'down') return { level: 'error', ...cacheError(), context };
  if (world.thirdParty === 'failing') return { level: 'error', ...modelError(), context };
  if (world.database === 'slow') {
    return { level: 'warn', message: `Slow query: documents.find took ${Math.round(tookMs)} ms`, context };
  }
  return { level: 'info', message: `Completed in ${Math.round(tookMs)} ms`, context };
}

function cacheError(): { message: string; stack: string } {
  const message = 'Redis connection lost, answering from the local cache';
  return {
    message,
    stack: stackText('ConnectionError', message, [
      'RedisCache.get (/app/dist/cache/redis-cache.js:44:15)',
      'async CompletionService.lookup (/app/dist/services/completion-service.js:71:20)',
    ]),
  };
}

function modelError(): { message: string; stack: string } {
  const message = 'Model call failed with status 500, circuit breaker is open';
  return {
    message,
    stack: stackText('ModelError', message, [
      'ModelClient.complete (/app/dist/ai/model-client.js:102:11)',
      'async CompletionService.complete (/app/dist/services/completion-service.js:39:24)',
    ]),
  };
}
