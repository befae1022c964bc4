/** The words of a popup. Pure; all parts come from outside and are made safe by each notifier. */
import type { Component } from '../../../shared/domain/check-result.ts';
import { compareSeverity, isTrustworthy, type State } from '../../../shared/domain/state.ts';

/** What a popup may say about one monitor. Times are epoch milliseconds. */
export interface SubjectFacts {
  subject: string;
  name: string;
  state: State;
  message: string;
  components: readonly Component[];
  runbook: string | null;
  /** When the problem began. */
  since: number;
}

export interface Words {
  title: string;
  body: string;
}

/** More subjects than this are counted, not listed. */
const LISTED = 3;

/** `problem`: the worst first; one subject tells its cause, up to three are listed, more are counted. */
export function composeProblem(subjects: readonly SubjectFacts[], clockTime: (at: number) => string): Words {
  const [first, ...others] = subjects;
  if (!first) return { title: 'Nothing is unhealthy', body: '' };
  if (others.length === 0) {
    return {
      title: `${first.name} is ${first.state}`,
      body: lines([
        cause(first),
        `Since ${clockTime(first.since)}`,
        first.runbook ? `Runbook: ${first.runbook}` : '',
      ]),
    };
  }
  const listed = subjects.slice(0, LISTED).map((one) => [one.name, cause(one)].filter(Boolean).join(' '));
  const more = subjects.length - LISTED;
  return {
    title: `${naming(subjects)} are unhealthy`,
    body: lines([...listed, more > 0 ? `and ${more} more` : '', `Since ${clockTime(first.since)}`]),
  };
}

/** `recovery`: what is over and how long it took. */
export function composeRecovery(
  subjects: readonly SubjectFacts[],
  at: number,
  duration: (ms: number) => string,
): Words {
  const [first, ...others] = subjects;
  if (!first) return { title: 'All is well again', body: '' };
  const took = `After ${duration(at - Math.min(...subjects.map(({ since }) => since)))}`;
  const still = subjects.filter(({ state }) => state === 'degraded');
  if (others.length === 0) {
    const title = still.length > 0 ? `${first.name} is better: degraded` : `${first.name} is healthy again`;
    return { title, body: lines([still.length > 0 ? cause(first) : '', took]) };
  }
  return {
    title: `${naming(subjects)} are ${still.length > 0 ? 'no longer unhealthy' : 'healthy again'}`,
    body: lines([
      subjects
        .slice(0, LISTED)
        .map(({ name }) => name)
        .join(', '),
      subjects.length > LISTED ? `and ${subjects.length - LISTED} more` : '',
      still.length > 0 ? `Still degraded: ${still.map(({ name }) => name).join(', ')}` : '',
      took,
    ]),
  };
}

/** `A and B`, or `A and 4 more`. */
function naming(subjects: readonly SubjectFacts[]): string {
  const [first, second] = subjects.map(({ name }) => name);
  return subjects.length === 2 ? `${first} and ${second}` : `${first} and ${subjects.length - 1} more`;
}

/** The failing parts, worst first, as `← redis: connection refused, openai`; without any, the message. */
export function cause({ components, message }: Pick<SubjectFacts, 'components' | 'message'>): string {
  const failing = components
    .filter(({ state }) => state === 'unhealthy' || state === 'degraded')
    .toSorted((a, b) =>
      isTrustworthy(a.state) && isTrustworthy(b.state) ? compareSeverity(b.state, a.state) : 0,
    );
  if (failing.length === 0) return message;
  const named = failing
    .slice(0, LISTED)
    .map((one) => (one.message ? `${one.path}: ${one.message}` : one.path));
  const more = failing.length - LISTED;
  return `← ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}
