import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';
import { builtInRules } from '../../../shared/config/alerts/built-in.ts';
import { conditionInWords } from './condition-words.ts';

/** The words for each `when`, as the configuration writes it. */
async function wordsOf(...whens: string[]): Promise<string[]> {
  const rules = whens.map((when, index) => `  - { id: r${index}, when: ${when} }`);
  const config = await configFolder().config(
    ['monitors: [{ id: a, kind: http, url: "http://localhost/" }]', 'alerts:', ...rules, ''].join('\n'),
  );
  return config.alerts.map(({ when }) => conditionInWords(when));
}

describe('a condition in words', () => {
  it.each([
    ['{ state: [degraded, unhealthy] }', 'state is degraded or unhealthy'],
    ['{ component: "redis*", state: unhealthy }', 'component redis* is unhealthy'],
    ['{ latency: p95, above: 1s, over: 5m }', 'p95 latency above 1 s over 5 min'],
    ['{ latency: avg, below: 20ms, over: 90s }', 'avg latency below 20 ms over 1 min 30 s'],
    ['{ error_rate: true, above: 5%, over: 5m }', 'error rate above 5 % over 5 min'],
    ['{ uptime: true, below: 99.95%, over: 24h }', 'uptime below 99.95 % over 1 d'],
    ['{ cert_expires: true, below: 14d }', 'certificate ends in less than 14 d'],
    ['{ file_age: true, above: 26h }', 'newest file older than 1 d 2 h'],
    ['{ no_data: 10m }', 'no data for 10 min'],
    ['{ restarts: true, above: 3, over: 15m }', 'more than 3 restarts in 15 min'],
    [
      '{ logs: { level: error, service: cart }, count: true, above: 10, over: 5m }',
      'more than 10 log records at error or worse from cart over 5 min',
    ],
    [
      '{ logs: { search: boom }, rate: true, above: 2, over: 5m }',
      'more than 2 log records a second with "boom" over 5 min',
    ],
    [
      '{ logs: { where: { path: "/api*" } }, field: ms, agg: p95, above: 3000, over: 5m }',
      'p95 of ms above 3000 over 5 min in log records where path is /api*',
    ],
    ['{ logs: { level: warn }, group: new }', 'new error in log records at warn or worse'],
    ['{ logs: {}, group: regressed }', 'an error that was resolved in log records'],
    [
      '{ any: [{ state: unhealthy }, { all: [{ no_data: 5m }, { uptime: true, below: 99%, over: 1h }] }] }',
      'state is unhealthy or (no data for 5 min and uptime below 99 % over 1 h)',
    ],
  ])('%s', async (when, words) => {
    expect(await wordsOf(when)).toEqual([words]);
  });

  it('tells the two speeds of a burn rate apart', async () => {
    expect(await wordsOf('{ burn_rate: { objective: 99.9%, window: 30d } }')).toEqual([
      'error budget of 99.9 % over 30 d burns away within hours',
      'error budget of 99.9 % over 30 d burns away within days',
    ]);
  });

  it('is there for every built-in rule', () => {
    expect(builtInRules('production').map(({ when }) => conditionInWords(when))).toEqual([
      'state is unhealthy',
      'state is degraded',
      'certificate ends in less than 14 d',
      'new error in log records',
      'no data for three intervals and the timeout',
    ]);
  });
});
