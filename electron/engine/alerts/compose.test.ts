import { describe, expect, it } from 'vitest';
import { cause, composeProblem, composeRecovery, type SubjectFacts } from './compose.ts';

const facts = (name: string, more: Partial<SubjectFacts> = {}): SubjectFacts => ({
  subject: name.toLowerCase(),
  name,
  state: 'unhealthy',
  message: '',
  components: [],
  runbook: null,
  since: 1000,
  ...more,
});
const clockTime = () => '14:32';
const duration = (ms: number) => `${ms / 1000} s`;

describe('the words of a problem', () => {
  it('name the monitor, the failing component with its reason, and since when', () => {
    const redis = { path: 'redis', state: 'unhealthy' as const, message: 'connection refused' };
    expect(composeProblem([facts('Book Review API', { components: [redis] })], clockTime)).toEqual({
      title: 'Book Review API is unhealthy',
      body: '← redis: connection refused\nSince 14:32',
    });
  });

  it('fall back to the message of the check, and name the runbook', () => {
    const subject = facts('API', { message: 'connection refused', runbook: 'https://wiki.example' });
    expect(composeProblem([subject], clockTime).body).toBe(
      'connection refused\nSince 14:32\nRunbook: https://wiki.example',
    );
  });

  it('list up to three monitors and count the rest', () => {
    const { title, body } = composeProblem(
      ['A', 'B', 'C', 'D', 'E'].map((name) => facts(name)),
      clockTime,
    );
    expect(title).toBe('A and 4 more are unhealthy');
    expect(body).toBe('A\nB\nC\nand 2 more\nSince 14:32');
  });
});

describe('the words of a recovery', () => {
  it('say what is over and how long it took', () => {
    expect(composeRecovery([facts('API', { state: 'healthy' })], 61_000, duration)).toEqual({
      title: 'API is healthy again',
      body: 'After 60 s',
    });
  });

  it('do not call degraded healthy', () => {
    const subject = facts('API', { state: 'degraded', message: 'slow' });
    expect(composeRecovery([subject], 2000, duration)).toEqual({
      title: 'API is better: degraded',
      body: 'slow\nAfter 1 s',
    });
    const both = [facts('A', { state: 'healthy' }), facts('B', { state: 'degraded' })];
    expect(composeRecovery(both, 2000, duration)).toEqual({
      title: 'A and B are no longer unhealthy',
      body: 'A, B\nStill degraded: B\nAfter 1 s',
    });
  });
});

describe('the cause', () => {
  it('puts unhealthy parts before degraded ones and leaves healthy ones out', () => {
    const components = [
      { path: 'cache', state: 'degraded' as const },
      { path: 'db', state: 'healthy' as const },
      { path: 'redis', state: 'unhealthy' as const },
    ];
    expect(cause({ components, message: 'ignored' })).toBe('← redis, cache');
  });
});
