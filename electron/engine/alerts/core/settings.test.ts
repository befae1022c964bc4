import { describe, expect, it } from 'vitest';
import { EVERY_RECORD } from '../../../../shared/config/alerts/built-in.ts';
import type { AlertRule, Condition } from '../../../../shared/config/alerts/model.ts';
import { coreConfig, DOWN, facts, rule, source } from '../../../../tests/fakes/played-core.ts';
import { attributes, groupKey, makeSettings } from './settings.ts';

const STATE: Condition = { kind: 'state', states: ['unhealthy'] };
const UPTIME: Condition = {
  kind: 'uptime',
  threshold: { direction: 'below', limit: 0.9 },
  overMs: 3_600_000,
};
const LATENCY: Condition = {
  kind: 'latency',
  aggregate: 'max',
  threshold: { direction: 'above', limit: 100 },
  overMs: 600_000,
  minSamples: 1,
};
const RESTARTS: Condition = {
  kind: 'restarts',
  threshold: { direction: 'above', limit: 1 },
  overMs: 300_000,
};
const BURN: Condition = { kind: 'burn_rate', objective: 0.99, windowMs: 86_400_000, speed: 'fast' };
const LOGS: Condition = {
  kind: 'log_count',
  filter: EVERY_RECORD,
  rate: false,
  threshold: { direction: 'above', limit: 1 },
  overMs: 60_000,
};
const NEW: Condition = { kind: 'log_group', filter: EVERY_RECORD, group: 'new' };
const all = (...parts: Condition[]): Condition => ({ kind: 'all', parts });
const of = (source: string, condition: Condition): Condition =>
  'filter' in condition ? { ...condition, filter: { ...EVERY_RECORD, source } } : condition;

const settingsOf = (...rules: AlertRule[]) =>
  makeSettings(
    coreConfig([facts('a'), facts('b')], {
      rules,
      sources: [source('app', ['a', 'b']), source('web', ['b']), source('job')],
    }),
  );

describe('a rule of several conditions', () => {
  it.each([
    // what it joins, held behind parents, held while flapping, holds an incident open, ends without a word
    ['a state and an uptime', all(STATE, UPTIME), true, false, true, false],
    ['a state and log records', all(STATE, LOGS), false, false, true, false],
    ['two that hold no incident', all(UPTIME, NEW), false, false, false, false],
    ['error groups alone', all(NEW, NEW), false, false, false, true],
    ['error groups and log records', all(NEW, LOGS), false, false, true, false],
  ] as const)('%s', (_, when, behindParents, behindFlapping, holdsIncident, silentEnd) => {
    const ready = settingsOf(rule('r', 'warning', when)).byId.get('r');
    expect(ready).toMatchObject({ behindParents, behindFlapping, holdsIncident, silentEnd });
  });
});

describe('a rule is about', () => {
  const subjects = (when: Condition, ...monitors: string[]) =>
    settingsOf({ ...rule('r', 'warning', when), monitors }).byId.get('r')?.subjects;

  it('monitors, those that it chooses', () => {
    expect(subjects(STATE)).toEqual(['a', 'b']);
    expect(subjects(STATE, 'b')).toEqual(['b']);
    expect(subjects(all(STATE, LOGS), 'a')).toEqual(['a']);
  });

  it('log sources where it looks at logs alone, those that its conditions name', () => {
    expect(subjects(LOGS)).toEqual(['log:app', 'log:web', 'log:job']);
    expect(subjects(of('w*', LOGS))).toEqual(['log:web']);
    expect(subjects(all(of('web', LOGS), of('app', NEW)))).toEqual(['log:app', 'log:web']);
  });

  it('the log sources of one of the monitors that it chooses', () => {
    expect(subjects(LOGS, 'b')).toEqual(['log:app', 'log:web']);
    expect(subjects(LOGS, 'a')).toEqual(['log:app']);
    expect(subjects(of('job', LOGS), 'a')).toEqual([]);
  });
});

describe('the windows of a monitor', () => {
  const reach = (...conditions: Condition[]) =>
    settingsOf(...conditions.map((when, index) => rule(`r${index}`, 'warning', when))).subjects.get('a')
      ?.reachMs;

  it('reach as far back as the widest of its rules', () => {
    expect(reach(STATE)).toEqual({ results: 0, latency: 0, restarts: 0 });
    expect(reach(UPTIME, LATENCY)).toEqual({ results: 3_600_000, latency: 600_000, restarts: 0 });
    expect(reach(all(RESTARTS, LATENCY))).toEqual({ results: 600_000, latency: 600_000, restarts: 300_000 });
  });

  it('that is checked seldom hold five of its results', () => {
    const monitors = [facts('a', { intervalMs: 2 * 3_600_000 })];
    const settings = makeSettings(coreConfig(monitors, { rules: [rule('r', 'warning', BURN)] }));
    expect(settings.subjects.get('a')?.reachMs.results).toBe(10 * 3_600_000);
  });
});

describe('what an alert can be matched by', () => {
  const monitor = facts('a', { group: 'Shop', kind: 'tcp', labels: { team: 'red', tier: '1' } });
  const labelled = { ...DOWN, labels: { tier: '2' } };
  const app = { ...source('app'), group: 'Logs', environment: 'staging' };
  const settings = makeSettings(coreConfig([monitor], { rules: [labelled], sources: [app] }));
  const alert = (subject: string) => attributes(settings, { rule: 'down', subject, severity: 'critical' });

  it('is what is known of a monitor, with labels of the rule before its own', () => {
    expect(alert('a')).toEqual({
      monitor: 'a',
      group: 'Shop',
      kind: 'tcp',
      environment: 'production',
      severity: 'critical',
      rule: 'down',
      labels: { team: 'red', tier: '2' },
    });
  });

  it('is what is known of a log source', () => {
    expect(alert('log:app')).toMatchObject({
      monitor: 'log:app',
      group: 'Logs',
      kind: 'log',
      environment: 'staging',
      labels: { tier: '2' },
    });
    expect(settings.subjects.get('log:app')).toMatchObject({ name: 'APP', runbook: null, rules: [] });
  });

  it('is empty where the subject is gone', () => {
    expect(alert('gone')).toMatchObject({ monitor: 'gone', group: '', kind: '', environment: '' });
  });

  it('groups a tree of dependencies as its root', () => {
    const child = facts('c', { dependsOn: ['a'], group: 'Other' });
    const { notify } = coreConfig([]);
    const tree = makeSettings(
      coreConfig([monitor, child], { notify: { ...notify, groupBy: ['group', 'tier'] } }),
    );
    const key = (subject: string) => groupKey(tree, { rule: 'meh', subject, severity: 'warning' });
    expect([key('c'), key('a')]).toEqual(['["Shop","1"]', '["Shop","1"]']);
  });
});
