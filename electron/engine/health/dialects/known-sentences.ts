import type { State } from '../../../../shared/domain/state.ts';
import { assemble } from '../assemble.ts';
import type { HealthDialect, HealthDocument } from '../dialect.ts';
import { plainState } from '../part.ts';
import { LONGEST_MESSAGE, plainText } from '../plain-text.ts';

/** What products answer in words of their own, lower case and without a full stop. */
const SENTENCES: ReadonlyMap<string, State> = new Map<string, State>([
  // GitLab, /-/health
  ['gitlab ok', 'healthy'],
  // Hasura GraphQL Engine, /healthz; the error with ?strict=true
  ['warn: inconsistent objects in schema', 'degraded'],
  ['error: inconsistent objects in schema', 'unhealthy'],
  // Kibana, any address before its plugins are set up; the answer asks to retry, which is no rate limit
  ['kibana server is not ready yet', 'unhealthy'],
  // LiteLLM proxy, /health/liveliness
  ["i'm alive!", 'healthy'],
  // Ollama, /
  ['ollama is running', 'healthy'],
  // Qdrant, /healthz, /livez and /readyz
  ['healthz check passed', 'healthy'],
  ['livez check passed', 'healthy'],
  ['readyz check passed', 'healthy'],
  ['all shards are ready', 'healthy'],
  ['some shards are not ready', 'unhealthy'],
]);
const LONGEST_SENTENCE = 60;

/** A body that is wholly one of the sentences that known products answer, bare or as a JSON string. */
export const knownSentences: HealthDialect = {
  name: 'known-sentences',
  because: 'a sentence that a known product answers, and nothing else',
  recognise: (document) => SENTENCES.has(sentenceOf(document)),
  read: (document, response) => {
    const state = SENTENCES.get(sentenceOf(document));
    if (state === undefined) return null;
    const message = state === 'healthy' ? '' : plainText(wholeOf(document), LONGEST_MESSAGE);
    return assemble({ own: plainState(state), parts: [], message, facts: {} }, response);
  },
};

function wholeOf({ text, json }: HealthDocument): string {
  return typeof json === 'string' ? json : text;
}

function sentenceOf(document: HealthDocument): string {
  const whole = wholeOf(document).trim();
  if (whole.length > LONGEST_SENTENCE) return '';
  return whole.toLowerCase().replace(/\.$/, '');
}
