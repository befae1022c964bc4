import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';
import { effectiveYaml } from './show/effective-yaml.ts';

const SURROUNDINGS = `monitors:
  - { id: api, kind: http, url: "https://h.example/", group: Web }
  - { id: shop-dev, kind: http, url: "https://h.example/" }
logs: [{ id: app, dir: x }]
`;

/** The problems of one rule, without the place of the file. */
async function problemsOf(rule: string): Promise<string[]> {
  const problems = await configFolder().problems(`${SURROUNDINGS}alerts:\n  - { id: r, ${rule} }\n`);
  return problems.map((line) => line.replace(/^\d+:\d+ /, ''));
}

describe('a rule', () => {
  it.each([
    [
      'when: { state: bad }',
      'alerts[0].when.state[0]: expected one of healthy, degraded, unhealthy, unknown, got "bad"',
    ],
    ['when: { latency: p95, over: 5m }', 'alerts[0].when: expected above or below'],
    [
      'when: { latency: p95, above: 1s, below: 2s, over: 5m }',
      'alerts[0].when: above and below exclude each other',
    ],
    [
      'when: { latency: p95, above: 1s }',
      'alerts[0].when.over: is missing, expected a duration such as "30s"',
    ],
    [
      'when: { error_rate: true, above: 5, over: 5m }',
      'alerts[0].when.above: a bare number over 1 is no ratio, write 5%',
    ],
    [
      'when: { metric: x }',
      expect.stringContaining('alerts[0].when.metric: "metric" comes with a later version'),
    ],
    ['when: { all: [] }', 'alerts[0].when.all: expected at least one condition'],
    [
      'when: { all: [{ state: unhealthy }, { latency: p95 }] }',
      expect.stringContaining('alerts[0].when.all[1]'),
    ],
    [
      'when: { burn_rate: { objective: 100%, window: 30d } }',
      expect.stringContaining('alerts[0].when.burn_rate.objective: an objective is above 0% and below 100%'),
    ],
    [
      'severity: critical, when: { burn_rate: { objective: 99%, window: 30d } }',
      expect.stringContaining('alerts[0].severity: burn_rate brings its own'),
    ],
    [
      'when: { state: unhealthy }, monitors: [ap]',
      'alerts[0].monitors[0]: there is no monitor "ap", did you mean "api"?',
    ],
    [
      'when: { state: unhealthy }, monitors: ["!shop"]',
      expect.stringContaining('alerts[0].monitors[0]: there is no monitor "shop"'),
    ],
    [
      'when: { state: unhealthy }, monitors: ["group:Wed"]',
      'alerts[0].monitors[0]: there is no group "Wed", did you mean "Web"?',
    ],
    [
      'when: { logs: { source: ap }, count: true, above: 1, over: 5m }',
      'alerts[0].when.logs.source: there is no log source "ap", did you mean "app"?',
    ],
    [
      'when: { logs: { matches: "(" }, count: true, above: 1, over: 5m }',
      expect.stringContaining('alerts[0].when.logs.matches: not an RE2 pattern'),
    ],
    [
      'when: { logs: {}, count: true, rate: true, above: 1, over: 5m }',
      'alerts[0].when: expected one of count, rate, field or group, got count and rate',
    ],
    [
      'when: { logs: {}, field: x, above: 1, over: 5m }',
      'alerts[0].when.agg: is missing, expected one of avg, p50, p95, p99, max, min, sum',
    ],
    [
      'when: { state: unhealthy }, message: "{{monitor.nam}}"',
      expect.stringContaining('alerts[0].message: {{monitor.nam}} is not known here'),
    ],
    ['when: { state: unhealthy, fro: 5m }', expect.stringContaining('alerts[0].when.fro: unknown key')],
  ])('that is wrong is told at its place: %s', async (rule, problem) => {
    expect(await problemsOf(rule)).toEqual([problem]);
  });

  it('needs an id of its own, and not one that always runs', async () => {
    const yaml = `${SURROUNDINGS}alerts:\n  - { id: a, when: { state: unhealthy } }\n  - { id: a, when: { state: unhealthy } }\n  - { id: flapping, when: { state: unhealthy } }\n`;
    const problems = await configFolder().problems(yaml);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('7:11 alerts[1].id: the id "a" is taken by another rule');
    expect(problems[1]).toBe('8:11 alerts[2].id: the rule "flapping" always runs, choose another id');
  });

  it('that can never have enough results is mentioned', async () => {
    const yaml = `${SURROUNDINGS}alerts:\n  - { id: a, when: { latency: p95, above: 1s, over: 1m } }\n`;
    const read = await configFolder().read(yaml);
    expect(read.ok && read.warnings.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '6 1m hold 2 checks of api (every 30s), fewer than min_samples 5; it is not judged there',
    ]);
  });

  it('has names in messages that may hold labels', async () => {
    expect(
      await problemsOf('when: { state: unhealthy }, message: "{{labels.team}} {{value}} {{runbook}}"'),
    ).toEqual([]);
  });
});

describe('a maintenance window', () => {
  it.each([
    [
      'cron: "0 2 * * *"',
      'maintenance[0].duration: is missing, the window would never end; expected a duration such as "1h"',
    ],
    [
      'from: "02:00"',
      'maintenance[0].to: is missing, the window would never end; expected a time such as "06:00"',
    ],
    ['cron: "0 2 * *", duration: 1h', expect.stringContaining('maintenance[0].cron: expected five fields')],
    ['cron: "0 2 30 2 *", duration: 1h', 'maintenance[0].cron: this time never comes'],
    [
      'cron: "0 25 * * *", duration: 1h',
      expect.stringContaining('maintenance[0].cron: not a cron expression'),
    ],
    ['from: "02:00", to: "02:00"', expect.stringContaining('maintenance[0].to: is the same time as from')],
    [
      'days: [sunday], from: "02:00", to: "03:00"',
      expect.stringContaining('maintenance[0].days[0]: expected one of mon'),
    ],
    [
      'from: "02:00", to: "03:00", zone: Mars/Base',
      expect.stringContaining('maintenance[0].zone: expected a time zone'),
    ],
  ])('that is wrong is told at its place: %s', async (keys, problem) => {
    const problems = await configFolder().problems(`maintenance:\n  - { id: w, ${keys} }\n`);
    expect(problems.map((line) => line.replace(/^\d+:\d+ /, ''))).toEqual([problem]);
  });
});

it('shows rules, windows and notifications so that reading them again means the same', async () => {
  const folder = configFolder();
  const config = await folder.config(`${SURROUNDINGS}alerts:
  - { id: a, severity: critical, monitors: [api, "!shop-dev"], when: { state: unhealthy }, for: 1m, labels: { t: x }, message: "{{value}}" }
  - { id: b, when: { error_rate: true, above: 5.5%, over: 5m } }
  - { id: c, when: { burn_rate: { objective: 99.9%, window: 30d } } }
  - { id: d, when: { all: [{ component: "redis*", state: [unhealthy] }, { any: [{ no_data: 10m }, { file_age: true, above: 26h }] }] } }
  - { id: e, when: { logs: { source: app, level: error, where: { message: "x*" } }, field: ms, agg: p95, above: 3.5, over: 5m } }
  - { id: f, when: { logs: { level: error }, group: regressed } }
  - { id: g, when: { uptime: true, below: 99%, over: 24h } }
notify:
  repeat: { critical: never, warning: 2h }
  away: false
  quiet_hours: [{ days: [mon], from: "22:00", to: "07:00", pass: [critical] }]
  channels: [{ id: d, kind: desktop, match: { group: [a, b] } }]
maintenance:
  - { id: n, match: { monitor: "a*" }, cron: "0 2 * * *", duration: 1h, zone: Europe/Berlin }
  - { id: s, days: [sun], from: "02:00", to: "06:00" }
`);
  const again = await folder.config(effectiveYaml(config));
  expect({ ...again, secrets: [] }).toEqual({ ...config, secrets: [] });
});
