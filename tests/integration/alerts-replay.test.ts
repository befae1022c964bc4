import { mkdirSync, readFileSync } from 'node:fs';
import { beforeAll, afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { fillHistory } from '../../electron/engine/history/fill.ts';
import { contractOf } from '../fixtures/contract-of.ts';
import { seededRandom } from '../fixtures/seeded-random.ts';
import { watchpostHome, type WatchpostHome } from '../fixtures/watchpost-cli.ts';

const DAY = 86_400_000;
const SLOW = 'id: slow\nmonitors: ["service-000*"]\nwhen: { latency: p95, above: 20ms, over: 10m }\n';
const CONFIG = `version: 1
network: { canaries: [] }
notify: { desktop: false }
monitors:
  - { id: service-0001, name: "One", kind: http, url: "http://127.0.0.1:9/health", interval: 60s }
  - { id: service-0002, kind: http, url: "http://127.0.0.1:9/health", interval: 60s }
alerts:
  - { id: down, severity: critical, when: { state: unhealthy } }
  - id: slow
    monitors: ["service-000*"]
    when: { latency: p95, above: 20ms, over: 10m }
  - { id: slo, when: { burn_rate: { objective: 99.9%, window: 30d } } }
`;

interface Document {
  since: string;
  until: string;
  rules: {
    id: string;
    severity: string;
    condition: string;
    times: number;
    tried: boolean;
    exactFrom: string | null;
    firings: { subject: string; from: string; to: string | null; durationMs: number; approximate: boolean }[];
  }[];
}

describe('rules on a history of twenty days', () => {
  let home: WatchpostHome;
  beforeAll(() => {
    home = watchpostHome();
    home.writeConfig(CONFIG);
    mkdirSync(home.dataDir, { recursive: true, mode: 0o700 });
    fillHistory(home.dataDir, {
      days: 20,
      monitors: 2,
      intervalMs: 60_000,
      timeoutMs: 10_000,
      retention: { resultsMs: 3 * DAY, rollups5mMs: 30 * DAY },
      now: Date.now(),
      random: seededRandom(11),
    });
  });
  afterAll(() => home.remove());

  const replayed = async (...args: string[]) =>
    (await home.json<Document>(['alerts', 'replay', ...args])).document;

  it('tells of every rule when it would have fired, as a document', async () => {
    const { since, until, rules } = await replayed('--since', '30d');
    expect(Date.parse(until) - Date.parse(since)).toBe(30 * DAY);
    expect(rules.map(({ id, severity }) => [id, severity])).toEqual([
      ['down', 'critical'],
      ['slow', 'warning'],
      ['slo/fast', 'critical'],
      ['slo/slow', 'warning'],
    ]);
    const [down, slow] = rules;
    expect(down).toMatchObject({ condition: 'state is unhealthy', tried: true, exactFrom: null });
    expect(slow?.times).toBeGreaterThan(0);
    for (const { firings, exactFrom, times } of rules) {
      expect(times).toBe(firings.length);
      for (const { from, to, durationMs, approximate } of firings) {
        expect(durationMs).toBe(Date.parse(to ?? until) - Date.parse(from));
        expect(approximate).toBe(exactFrom !== null && from < exactFrom);
      }
    }
    expect(readFileSync(home.configFile, 'utf8')).toBe(CONFIG);
  }, 60_000);

  it('tells people the same, with how exact it is and since when there is a history', async () => {
    const { rules } = await replayed('--rule', 'slow');
    const times = rules[0]?.times ?? 0;
    const { code, stdout } = await home.run(['alerts', 'replay', '--rule', 'slow', '--no-color'], {
      env: { TZ: 'Europe/Berlin' },
    });
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^From \d{4}-\d\d-\d\d \d\d:\d\d:\d\d to .*, Europe\/Berlin$/u);
    expect(lines[2]).toBe('slow · warning · p95 latency above 20 ms over 10 min');
    expect(lines[3]).toContain(times === 1 ? 'would have fired once' : `would have fired ${times} times`);
    expect(lines.filter((line) => /^ {2}[~ ] {2}\d{4}-/u.test(line))).toHaveLength(times);
    expect(stdout).toMatch(
      /^ {2}exact from \S+ \S+ on; what began before \(~\) rests on 5-minute summaries$/mu,
    );
    expect(stdout).toMatch(/^ {2}nothing was recorded before \S+ \S+$/mu);
  }, 60_000);

  it('ends with 1 and the name that was meant for a rule that is not there, and with 64 for a bad time', async () => {
    const wrong = await home.run(['alerts', 'replay', '--rule', 'slw']);
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toContain('There is no rule "slw"; did you mean "slow"?');
    const json = await home.json<{ error: { code: string } }>(['alerts', 'replay', '--rule', 'slw']);
    expect(json).toMatchObject({ code: 1, document: { error: { code: 'unknown-rule' } } });
    expect((await home.run(['alerts', 'replay', '--since', 'soon'])).code).toBe(64);
    expect((await replayed('--rule', 'slo')).rules.map(({ id }) => id)).toEqual(['slo/fast', 'slo/slow']);
  }, 60_000);

  it('answers a running instance the same for a rule that is not saved, with what is wrong with a bad one', async () => {
    const serving = await home.serve();
    onTestFinished(() => void serving.child.kill());
    const client = await contractOf(home.dataDir);
    onTestFinished(() => client.close());
    const { rules } = await replayed('--rule', 'slow');
    const since = Date.now() - 30 * DAY;
    const saved = await client.call('replayRule', { text: SLOW, since });
    expect(saved).toMatchObject({ problems: [], tried: true, notes: [] });
    const ended = (one: { to: unknown }) => one.to !== null;
    expect(saved.alerts.filter(ended).map(({ from }) => new Date(from).toISOString())).toEqual(
      rules[0]?.firings.filter(ended).map(({ from }) => from),
    );
    expect(saved.alerts[0]).toMatchObject({ rule: 'slow', value: expect.stringMatching(/^[\d.]+ m?s$/u) });
    expect(saved.exactFrom).toBeGreaterThan(Date.now() - 3 * DAY - 3_600_000);
    expect(saved.recordedFrom).toBeGreaterThan(Date.now() - 21 * DAY);

    const other = await client.call('replayRule', { text: SLOW.replace('20ms', '10s'), since });
    expect(other.alerts).toEqual([]);
    const bad = await client.call('replayRule', {
      text: 'id: x\nmonitors: [servise-0001]\nwhen: { state: gone }\n',
      since,
    });
    expect(bad).toMatchObject({
      alerts: [],
      tried: false,
      problems: expect.arrayContaining([expect.anything()]),
    });
    expect(bad.problems.map(({ message }) => message).join('\n')).toContain('service-0001');
    expect((await serving.end()).code).toBe(0);
  }, 120_000);
});

it('says of a configuration without a history that nothing was tried', async () => {
  const home = watchpostHome();
  onTestFinished(() => home.remove());
  home.writeConfig(CONFIG.slice(0, CONFIG.indexOf('alerts:')));
  const { code, stdout } = await home.run(['alerts', 'replay', '--no-color']);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^unhealthy · critical · state is unhealthy\n {2}not tried\n {2}Nothing is recorded of service-0001, service-0002\.$/mu,
  );
  expect(stdout).toContain('stale');
}, 60_000);
