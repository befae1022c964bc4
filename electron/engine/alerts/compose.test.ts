import { describe, expect, it } from 'vitest';
import { MESSAGE_NAMES } from '../../../shared/config/alerts/message.ts';
import type { AlertRule, Condition } from '../../../shared/config/alerts/model.ts';
import type { SubjectFacts } from './cause.ts';
import { compose, type Known } from './compose.ts';
import type { CoreNotification, SpokenAlert } from './core/effects.ts';

const rule = (id: string, when: Condition, message: string | null = null): AlertRule => ({
  id,
  severity: 'critical',
  monitors: [],
  when,
  forMs: 0,
  keepFiringForMs: 0,
  labels: { team: 'books' },
  runbook: id === 'down' ? 'https://wiki.example/down' : null,
  message,
});
const above = (limit: number) => ({ direction: 'above' as const, limit });
const RULES = [
  rule('down', { kind: 'state', states: ['unhealthy'] }),
  rule('p95', { kind: 'latency', aggregate: 'p95', threshold: above(1000), overMs: 300_000, minSamples: 5 }),
  rule(
    'own',
    { kind: 'uptime', threshold: { direction: 'below', limit: 0.99 }, overMs: 1000 },
    '{{monitor.name}} of {{labels.team}}: {{value}} < {{threshold}} {{components}} {{since}}',
  ),
  rule('new', {
    kind: 'log_group',
    filter: { source: null, level: null, service: null, search: null, matches: null, where: {} },
    group: 'new',
  }),
];

function known(facts: Partial<SubjectFacts> = {}): Known {
  return {
    facts: (subject) => ({
      subject,
      name: subject.toUpperCase(),
      group: null,
      state: 'unhealthy',
      message: '',
      components: [],
      labels: {},
      runbook: null,
      ...facts,
    }),
    rule: (id) => RULES.find((one) => one.id === id) ?? null,
    clockTime: (at) => `t${at}`,
    duration: (ms) => `${ms} ms`,
    now: 100,
  };
}

function alert(subject: string, more: Partial<SpokenAlert> = {}): SpokenAlert {
  return {
    rule: 'down',
    subject,
    severity: 'critical',
    since: 40,
    value: null,
    titles: [],
    count: 0,
    fires: true,
    ...more,
  };
}

function said(alerts: SpokenAlert[], more: Partial<CoreNotification> = {}): CoreNotification {
  const subjects = [...new Set(alerts.map(({ subject }) => subject))];
  const rest = { severity: 'critical' as const, root: null, held: 0, rules: ['down'], over: 0 };
  return { id: 'n', at: 100, channel: 'desktop', kind: 'problem', subjects, alerts, ...rest, ...more };
}

describe('a notification', () => {
  it('about one monitor tells its cause, since when, and what to do', () => {
    const components = [
      { path: 'mail', state: 'healthy' as const },
      { path: 'redis', state: 'unhealthy' as const, message: 'connection refused' },
    ];
    expect(compose(said([alert('api')]), known({ components }))).toEqual({
      title: 'API is unhealthy',
      body: '← redis: connection refused\nSince t40\nRunbook: https://wiki.example/down',
    });
  });

  it('names the root and counts what is behind it', () => {
    const { body } = compose(said([alert('gateway')], { root: 'gateway', held: 12 }), known());
    expect(body).toContain('12 behind it');
  });

  it('lists up to three and counts more', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => alert(id));
    expect(compose(said(five.slice(0, 2)), known()).title).toBe('A and B are unhealthy');
    expect(compose(said(five, { root: 'd' }), known())).toMatchObject({
      title: 'D and 4 more are unhealthy',
      body: 'D\nA\nB\nand 2 more\nSince t40',
    });
  });

  it('says what was measured, or uses the words of the rule', () => {
    expect(compose(said([alert('api', { rule: 'p95', value: 1532 })]), known()).title).toBe(
      'API: p95 is 1.53 s (above 1 s)',
    );
    expect(compose(said([alert('api', { rule: 'own', value: 0.9512 })]), known()).title).toBe(
      'API of books: 95.12 % < 99 %  t40',
    );
  });

  const EVERY_NAME = MESSAGE_NAMES.map((name) => `${name}={{${name}}}`).join('|');

  it.each<[string, Condition, Partial<SpokenAlert>, string, string]>([
    [
      'a state',
      { kind: 'state', states: ['degraded', 'unhealthy'] },
      {},
      'unhealthy',
      'degraded or unhealthy',
    ],
    [
      'a component',
      { kind: 'component', glob: 'red*', states: ['unhealthy'] },
      {},
      'redis: unhealthy',
      'unhealthy',
    ],
    [
      'missing data',
      { kind: 'no_data', afterMs: null },
      { value: 90_000 },
      '1 min',
      '3 intervals and the timeout',
    ],
    [
      'a burn rate',
      { kind: 'burn_rate', objective: 0.999, windowMs: 30 * 86_400_000, speed: 'fast' },
      { value: 20 },
      '20',
      '14.4 over 1 h or 6 over 6 h',
    ],
    ['restarts', { kind: 'restarts', threshold: above(3), overMs: 900_000 }, { value: 5 }, '5', '3'],
  ])('fills in every name in the words of a rule on %s', (_what, when, more, value, threshold) => {
    const own = { ...rule('down', when, EVERY_NAME), labels: {} };
    const components = [
      { path: 'redis', state: 'unhealthy' as const },
      { path: 'mail', state: 'unhealthy' as const },
    ];
    const asked = { ...known({ group: 'Books', components }), rule: () => own };
    const parts = compose(said([alert('api', more)]), asked).title.split('|');
    expect(parts.filter((part) => part.endsWith('='))).toEqual([]);
    expect(parts).toEqual(expect.arrayContaining([`value=${value}`, `threshold=${threshold}`]));
  });

  it('fills in the errors that a rule on new ones is about', () => {
    const own = { ...RULES[3], message: '{{monitor.name}} {{value}}' } as AlertRule;
    const titled = alert('log:app', { rule: 'new', titles: ['boom', 'bang'], count: 2 });
    const asked = { ...known({ state: 'unknown' }), rule: () => own };
    expect(compose(said([titled]), asked).title).toBe('LOG:APP boom, bang');
  });

  it('quotes new errors, three titles and a count', () => {
    const one = alert('log:app', { rule: 'new', titles: ['boom'], count: 1 });
    expect(compose(said([one]), known({ state: 'unknown' })).title).toBe('New error in LOG:APP: boom');
    const five = compose(said([{ ...one, titles: ['x', 'y', 'z'], count: 5 }]), known({ state: 'unknown' }));
    expect(five.title).toBe('5 new errors in LOG:APP');
    expect(five.body).toContain('x\ny\nz\nand 2 more');
  });

  it('of each kind has words of its own', () => {
    const both = [alert('a'), alert('b')];
    const healthy = known({ state: 'healthy' });
    expect(compose(said([alert('a')], { kind: 'recovery' }), healthy)).toEqual({
      title: 'A is healthy again',
      body: 'After 60 ms',
    });
    expect(compose(said(both, { kind: 'recovery' }), healthy).title).toBe('A and B are healthy again');
    expect(compose(said([alert('a')], { kind: 'recovery' }), known({ state: 'degraded' })).title).toBe(
      'A is better: degraded',
    );
    expect(compose(said([alert('a', { rule: 'p95' })], { kind: 'recovery' }), known()).title).toBe(
      'A: p95 over, still unhealthy',
    );
    expect(compose(said([alert('a')], { kind: 'repeat' }), known()).title).toBe('Still: A is unhealthy');
    expect(compose(said([alert('a')], { kind: 'flapping' }), known()).title).toBe('A is flapping');
    expect(compose(said(both, { kind: 'digest', over: 3 }), known())).toEqual({
      title: 'Meanwhile: 2 problems still there',
      body: 'A is unhealthy\nB is unhealthy\n3 more came and went',
    });
    expect(compose(said([], { kind: 'summary', subjects: ['a', 'b'] }), known()).title).toBe(
      '2 more monitors need attention',
    );
    expect(compose(said([], { kind: 'offline' }), known()).title).toBe('This machine is offline');
  });
});
