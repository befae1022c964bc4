import { describe, expect, it } from 'vitest';
import { builtInRules } from '../../../../shared/config/alerts/built-in.ts';
import { buildNotify } from '../../../../shared/config/notify/notify.ts';
import { AlertCore } from './core.ts';
import type { CoreConfig } from './facts.ts';
import type { LogMatch } from './inputs.ts';

const MINUTE = 60_000;
const START = 100 * MINUTE;

const config: CoreConfig = {
  monitors: [],
  sources: [{ id: 'app', name: 'App', group: null, environment: 'production', monitors: [] }],
  rules: builtInRules('production').filter(({ id }) => id === 'new-error'),
  notify: buildNotify(undefined),
  maintenance: [],
  zone: 'UTC',
};

function record(title: string, more: Partial<LogMatch> = {}): LogMatch {
  return {
    source: 'app',
    hits: [{ condition: 'new-error\n', value: null }],
    time: START,
    readAt: START,
    count: 1,
    group: { fingerprint: title, title, isNew: true, isRegressed: false },
    backfilled: false,
    ...more,
  };
}

/** What is said within the hour after these records were read together. */
function saidAfter(...records: LogMatch[]) {
  const core = new AlertCore(config, 0);
  core.configure(config, 0);
  const first = core.advance(
    START,
    records.map((match) => ({ type: 'logs', match })),
  );
  const later = core.advance(START + 60 * MINUTE, []);
  return [...first.notifications, ...later.notifications].map(({ kind, subjects, alerts }) => ({
    kind,
    subjects,
    titles: alerts.flatMap(({ titles }) => titles),
    count: alerts.reduce((sum, { count }) => sum + count, 0),
  }));
}

describe('new errors', () => {
  it('are told with up to three titles and their count', () => {
    expect(saidAfter(...['a', 'b', 'c', 'd', 'e'].map((title) => record(title)))).toEqual([
      { kind: 'problem', subjects: ['log:app'], titles: ['c', 'd', 'e'], count: 5 },
    ]);
  });

  it('of a backfill are known and nothing more', () => {
    expect(saidAfter(record('a', { backfilled: true }))).toEqual([]);
  });

  it('that are older than ten minutes when they are read are one digest', () => {
    const old = { time: START - 11 * MINUTE };
    expect(saidAfter(record('a', old), record('b', old))).toEqual([
      { kind: 'digest', subjects: ['log:app'], titles: ['a', 'b'], count: 2 },
    ]);
  });

  it('say nothing for what is known already', () => {
    const known = { fingerprint: 'a', title: 'a', isNew: false, isRegressed: true };
    expect(saidAfter(record('a', { group: known }))).toEqual([]);
  });
});
