import { describe, expect, it } from 'vitest';
import type { Component } from '../../../../shared/domain/check-result.ts';
import type { State } from '../../../../shared/domain/state.ts';
import type { HealthReading } from '../../health/dialect.ts';
import {
  compileComponentRules,
  latencyState,
  sparedByCritical,
  stateOfAnswer,
  withAssertion,
  withLatency,
} from './decide.ts';

function reading(state: State | null, more: Partial<HealthReading> = {}): HealthReading {
  return {
    dialect: 'some',
    because: 'its shape',
    state,
    ownWord: null,
    components: [],
    message: '',
    facts: {},
    definesStatus: false,
    ...more,
  };
}

const part = (path: string, state: State, critical?: boolean): Component =>
  critical === undefined ? { path, state } : { path, state, critical };

describe('status and body', () => {
  it.each<[string, HealthReading | null, boolean, State]>([
    ['no body, expected status', null, true, 'healthy'],
    ['no body, unexpected status', null, false, 'unhealthy'],
    ['a body nobody understands, expected status', reading(null), true, 'healthy'],
    ['a body nobody understands, unexpected status', reading(null), false, 'unhealthy'],
    ['a degraded body, expected status', reading('degraded'), true, 'degraded'],
    ['an unhealthy body, expected status', reading('unhealthy'), true, 'unhealthy'],
    [
      'a body that says unknown, expected status',
      reading('unknown', { ownWord: 'unknown' }),
      true,
      'unknown',
    ],
    [
      'a body that says unknown, unexpected status',
      reading('unknown', { ownWord: 'unknown' }),
      false,
      'unhealthy',
    ],
    [
      'the own word degraded, unexpected status',
      reading('degraded', { ownWord: 'degraded' }),
      false,
      'degraded',
    ],
    ['a derived degraded, unexpected status', reading('degraded'), false, 'unhealthy'],
    [
      'an own ok over a failing part, unexpected status',
      reading('degraded', { ownWord: 'healthy' }),
      false,
      'unhealthy',
    ],
    ['a status that the dialect defines', reading('degraded', { definesStatus: true }), false, 'degraded'],
    [
      'a status that the dialect defines as fine',
      reading('healthy', { definesStatus: true }),
      false,
      'healthy',
    ],
  ])('%s', (_, body, statusExpected, state) => {
    expect(stateOfAnswer(body, statusExpected)).toBe(state);
  });
});

describe('components that are not critical', () => {
  it.each<[string, State, Component[], State]>([
    ['cap an unhealthy state', 'unhealthy', [part('redis', 'unhealthy', false)], 'degraded'],
    [
      'cap it when all that fail are such',
      'unhealthy',
      [part('a', 'degraded', false), part('b', 'unhealthy', false), part('c', 'healthy')],
      'degraded',
    ],
    [
      'do not cap it beside a critical one',
      'unhealthy',
      [part('a', 'unhealthy', false), part('b', 'degraded')],
      'unhealthy',
    ],
    [
      'do not cap it when none fails',
      'unhealthy',
      [part('a', 'healthy', false), part('b', 'unknown', false)],
      'unhealthy',
    ],
    ['never make a state worse', 'healthy', [part('a', 'unhealthy', false)], 'healthy'],
    ['leave unknown alone', 'unknown', [part('a', 'unhealthy', false)], 'unknown'],
  ])('%s', (_, state, components, expected) => {
    expect(sparedByCritical(state, components)).toBe(expected);
  });

  it('are named by globs that match a path and all below it, case ignored, the last rule first', () => {
    const mark = compileComponentRules([
      { glob: 'Redis', critical: false },
      { glob: 'redis/master', critical: true },
      { glob: 'ext-*', critical: false },
    ]);
    const paths = [
      'redis',
      'REDIS/replica/1',
      'redis/master',
      'ext-mail',
      'ext-mail/queue',
      'rediscovery',
      'db/redis',
    ];
    expect(mark(paths.map((path) => part(path, 'healthy'))).map(({ critical }) => critical)).toEqual([
      false,
      false,
      true,
      false,
      false,
      undefined,
      undefined,
    ]);
  });
});

describe('failed assertions', () => {
  it.each<[State, State | null, State]>([
    ['healthy', null, 'healthy'],
    ['healthy', 'unhealthy', 'unhealthy'],
    ['healthy', 'degraded', 'degraded'],
    ['unhealthy', 'degraded', 'unhealthy'],
    ['unknown', 'degraded', 'degraded'],
    ['healthy', 'unknown', 'unknown'],
    ['degraded', 'unknown', 'unknown'],
    ['unhealthy', 'unknown', 'unhealthy'],
  ])('%s with a failed assertion that says %s is %s', (state, assertion, expected) => {
    expect(withAssertion(state, assertion)).toBe(expected);
  });
});

describe('latency thresholds', () => {
  const limits = { degraded: 1_000, unhealthy: 5_000 };

  it.each<[number | null, State | null]>([
    [null, null],
    [1_000, null],
    [1_000.1, 'degraded'],
    [5_000, 'degraded'],
    [5_001, 'unhealthy'],
  ])('%d ms is %s', (latencyMs, expected) => {
    expect(latencyState(latencyMs, limits)).toBe(expected);
  });

  it('only make a state worse and say nothing about unknown', () => {
    expect(withLatency('healthy', 6_000, limits)).toBe('unhealthy');
    expect(withLatency('unhealthy', 2_000, limits)).toBe('unhealthy');
    expect(withLatency('degraded', 10, limits)).toBe('degraded');
    expect(withLatency('unknown', 6_000, limits)).toBe('unknown');
    expect(withLatency('healthy', 6_000, {})).toBe('healthy');
  });
});
