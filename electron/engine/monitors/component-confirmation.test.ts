import { describe, expect, it } from 'vitest';
import type { Confirm } from '../../../shared/config/model.ts';
import type { Component } from '../../../shared/domain/check-result.ts';
import type { State } from '../../../shared/domain/state.ts';
import {
  confirmedComponents,
  observeComponents,
  type ComponentMemory,
  type ComponentTransition,
} from './component-confirmation.ts';

const confirm: Confirm = { failures: 2, recoveries: 2, atLeastMs: 0 };

/** Feeds one answer a second: a record of component states, or null where no body was read. */
function feed(answers: (Record<string, State> | null)[]) {
  let memories: ComponentMemory[] = [];
  const changes: (ComponentTransition & { second: number })[] = [];
  answers.forEach((answer, second) => {
    const components: Component[] | null =
      answer &&
      Object.entries(answer).map(([path, state]) => ({ path, state, message: `${path} ${second}` }));
    const step = observeComponents(memories, { components, at: second * 1000 }, confirm);
    memories = step.components;
    changes.push(...step.transitions.map((change) => ({ ...change, second })));
  });
  const told = changes.map(({ second, path, from, to, gone }) =>
    [second, path, `${from}>${to}`, ...(gone ? ['gone'] : [])].join(' '),
  );
  return { told, changes, shown: confirmedComponents(memories) };
}

describe('components', () => {
  it('are confirmed one by one as the monitor itself is', () => {
    const { told, shown } = feed([
      { db: 'healthy', redis: 'healthy' },
      { db: 'healthy', redis: 'unhealthy' },
      { db: 'degraded', redis: 'unhealthy' },
      { db: 'healthy', redis: 'healthy' },
      { db: 'healthy', redis: 'healthy' },
    ]);
    expect(told).toEqual([
      '0 db unknown>healthy',
      '0 redis unknown>healthy',
      '2 redis healthy>unhealthy',
      '4 redis unhealthy>healthy',
    ]);
    expect(shown).toEqual([
      { path: 'db', state: 'healthy', message: 'db 4' },
      { path: 'redis', state: 'healthy', message: 'redis 4' },
    ]);
  });

  it('that appear failing are confirmed first', () => {
    const { told, changes } = feed([
      { db: 'healthy' },
      { db: 'healthy', redis: 'unhealthy' },
      { db: 'healthy', redis: 'unhealthy' },
    ]);
    expect(told).toEqual(['0 db unknown>healthy', '2 redis unknown>unhealthy']);
    expect(changes.at(-1)?.since).toBe(1000);
  });

  it('that an answer no longer names are unknown at once and forgotten when that is confirmed', () => {
    const { told, shown } = feed([{ db: 'healthy', redis: 'healthy' }, { db: 'healthy' }, { db: 'healthy' }]);
    expect(told.slice(2)).toEqual(['1 redis healthy>unknown', '2 redis unknown>unknown gone']);
    expect(shown.map(({ path }) => path)).toEqual(['db']);
  });

  it('that are named again in time are known again at once', () => {
    const { told } = feed([{ redis: 'healthy' }, {}, { redis: 'healthy' }, {}, { redis: 'healthy' }]);
    expect(told.filter((line) => line.includes('gone'))).toEqual([]);
    expect(told.at(-1)).toBe('4 redis unknown>healthy');
  });

  it('are unknown, and not forgotten, while no body can be read', () => {
    const { told, shown } = feed([{ redis: 'unhealthy' }, { redis: 'unhealthy' }, null, null, null]);
    expect(told).toEqual(['1 redis unknown>unhealthy', '2 redis unhealthy>unknown']);
    expect(shown).toEqual([{ path: 'redis', state: 'unknown' }]);
  });

  it('keep saying whether they are critical', () => {
    const step = observeComponents(
      [],
      { components: [{ path: 'redis', state: 'healthy', critical: false }], at: 0 },
      confirm,
    );
    expect(confirmedComponents(step.components)).toEqual([
      { path: 'redis', state: 'healthy', critical: false },
    ]);
  });
});
