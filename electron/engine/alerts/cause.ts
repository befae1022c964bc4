import type { Component } from '../../../shared/domain/check-result.ts';
import { compareSeverity, isTrustworthy, type State } from '../../../shared/domain/state.ts';

/** More parts than this are counted, not listed. */
const LISTED = 3;

/** What a notification may say about one subject. Times are epoch milliseconds. */
export interface SubjectFacts {
  subject: string;
  name: string;
  group: string | null;
  state: State;
  message: string;
  components: readonly Component[];
  labels: Readonly<Record<string, string>>;
  runbook: string | null;
}

/** The parts that fail, worst first. */
export function failing({ components }: Pick<SubjectFacts, 'components'>): Component[] {
  return components
    .filter(({ state }) => state === 'unhealthy' || state === 'degraded')
    .toSorted((a, b) =>
      isTrustworthy(a.state) && isTrustworthy(b.state) ? compareSeverity(b.state, a.state) : 0,
    );
}

/** The failing parts, worst first, as `← redis: connection refused, openai`; without any, the message. */
export function cause(facts: Pick<SubjectFacts, 'components' | 'message'>): string {
  const parts = failing(facts);
  if (parts.length === 0) return facts.message;
  const named = parts.slice(0, LISTED).map((one) => (one.message ? `${one.path}: ${one.message}` : one.path));
  const more = parts.length - LISTED;
  return `← ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
