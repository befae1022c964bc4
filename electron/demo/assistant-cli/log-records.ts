import type { Random } from '../../engine/ports.ts';
import { hexId, jitter } from '../jitter.ts';
import { stackText } from '../stack-text.ts';
import type { World } from '../story.ts';
import { SETTINGS } from './settings.ts';

export interface Stage {
  name: string;
  duration: number;
  success: boolean;
  error?: string;
}

export interface Pipeline {
  conversationId: string;
  messageId: string;
  totalDuration: number;
  stages: Stage[];
}

export const SERVICE = { service: 'pocket-assistant', environment: SETTINGS.environment, version: '1.8.2' };

/** One run of the assistant's pipeline in the given world; durations in whole milliseconds. */
export function runPipeline(random: Random, world: World): Pipeline {
  const database = jitter(random, world.database === 'slow' ? 190 : 9);
  const failing = world.thirdParty === 'failing';
  const stages: Stage[] = [
    { name: 'context', duration: Math.round(database), success: true },
    {
      name: 'llm',
      duration: Math.round(jitter(random, failing ? 7_200 : 820)),
      success: !failing,
      ...(failing ? { error: 'provider answered 500' } : {}),
    },
    { name: 'persist', duration: Math.round(jitter(random, database)), success: true },
  ];
  return {
    conversationId: `conv-${hexId(random, 8)}`,
    messageId: `msg-${hexId(random, 8)}`,
    totalDuration: stages.reduce((sum, { duration }) => sum + duration, 0),
    stages,
  };
}

/** The error of a failed call of the model provider, as the assistant logs it. */
export function providerError(): { name: string; message: string; stack: string } {
  const name = 'LLMProviderError';
  const message = 'openai answered 500 Internal Server Error';
  const stack = stackText(name, message, [
    'OpenAIProvider.complete (/opt/pocket-assistant/dist/llm/openai-provider.js:88:13)',
    'async LlmStage.execute (/opt/pocket-assistant/dist/pipeline/llm-stage.js:41:22)',
    'async Pipeline.run (/opt/pocket-assistant/dist/pipeline/pipeline.js:63:9)',
  ]);
  return { name, message, stack };
}
