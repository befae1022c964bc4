import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import { outcome, type CheckOutcome } from '../../../../shared/domain/check-result.ts';
import type { State } from '../../../../shared/domain/state.ts';
import { watchedAlerts } from '../../../../tests/fakes/watched-alerts.ts';
import { local } from '../../../../tests/fakes/watched-fleet.ts';
import { temporaryDataDir } from '../../../../tests/fixtures/data-dir.ts';
import { openWriter } from '../../../../tests/fixtures/history.ts';
import { replay, rule } from '../../../../tests/fixtures/replay.ts';
import type { LedgerEntry } from '../alert-store.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const API = local('api');
const HOLDS = 2 * API.intervalMs + API.timeoutMs;

const above = (limit: number) => ({ direction: 'above' as const, limit });

/** Their times are odd, so that no timer falls on the instant of a result: which of the two comes first is nobody's promise. */
const RULES: AlertRule[] = [
  rule('down', { kind: 'state', states: ['unhealthy'] }),
  rule(
    'limps',
    { kind: 'state', states: ['degraded', 'unhealthy'] },
    { forMs: 91_003, keepFiringForMs: 61_007 },
  ),
  rule('redis', { kind: 'component', glob: 'redis', states: ['unhealthy'] }),
  rule('slow', {
    kind: 'latency',
    aggregate: 'p95',
    threshold: above(1000),
    overMs: 3 * MINUTE,
    minSamples: 3,
  }),
  rule('errors', { kind: 'error_rate', threshold: above(0.3), overMs: 5 * MINUTE, minSamples: 5, minBad: 2 }),
  rule('uptime', { kind: 'uptime', threshold: { direction: 'below', limit: 0.8 }, overMs: 10 * MINUTE }),
  rule('both', {
    kind: 'all',
    parts: [
      { kind: 'state', states: ['unhealthy', 'degraded'] },
      { kind: 'latency', aggregate: 'max', threshold: above(500), overMs: 2 * MINUTE, minSamples: 1 },
    ],
  }),
];
const ON_MISSING: AlertRule[] = [
  rule('quiet', { kind: 'no_data', afterMs: 121_013 }),
  rule('blurred', { kind: 'state', states: ['unknown'] }, { forMs: 44_017 }),
];

const component = (state: State) => ({ components: [{ path: 'redis', state }], dialect: 'health-check' });
const answered = (state: State, latencyMs: number): CheckOutcome =>
  outcome(state, '', { latencyMs, ...component(state === 'degraded' ? 'unhealthy' : 'healthy') });

const ANSWERS = {
  fine: answered('healthy', 20),
  slow: answered('healthy', 1500),
  limping: answered('degraded', 700),
  broken: answered('unhealthy', 40),
  refused: outcome('unhealthy', 'refused', { failure: 'refused' }),
  unclear: answered('unknown', 30),
};

type Step = { does: keyof typeof ANSWERS | 'pause' | 'sleep'; for: number };

const step = (extra: Step['does'][]): fc.Arbitrary<Step> =>
  fc.record({
    does: fc.constantFrom<Step['does']>(
      ...(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]),
      'fine',
      'fine',
      ...extra,
    ),
    for: fc.integer({ min: 20, max: 240 }).map((seconds) => seconds * SECOND),
  });

/** The check that begins half a second before the sleep is slow: it ends after it. */
const ASLEEP_AMID_A_CHECK: Step[] = [
  { does: 'fine', for: 168_000 },
  { does: 'broken', for: 116_000 },
  { does: 'slow', for: 61_000 },
  { does: 'sleep', for: 20_000 },
  { does: 'fine', for: 80_000 },
];

interface Interval {
  rule: string;
  from: number;
  to: number | null;
}

function intervals(ledger: readonly LedgerEntry[]): Interval[] {
  const open = new Map<string, Interval>();
  const all: Interval[] = [];
  for (const { at, rule: id, decision } of ledger) {
    if (id === 'flapping') continue;
    if (decision === 'fired') {
      const interval = { rule: id, from: at, to: null };
      open.set(id, interval);
      all.push(interval);
    }
    const own = open.get(id);
    if (own && (decision === 'resolved' || decision === 'closed')) {
      own.to = at;
      open.delete(id);
    }
  }
  return sorted(all);
}

const sorted = (all: readonly Interval[]): Interval[] =>
  all.toSorted((a, b) => a.rule.localeCompare(b.rule) || a.from - b.from);

/** Lives through the steps with alerts and a history, and then tries the same rules on that history. */
async function liveAndReplay(steps: readonly Step[], rules: AlertRule[]) {
  const dataDir = temporaryDataDir();
  const live = watchedAlerts([API], { alerts: rules });
  const { clock, service, says, signals, store } = live;
  const writer = openWriter(dataDir, clock);
  service.onResult((result) => writer.recordResult(result, HOLDS));
  service.onStateChange((change) => writer.recordStateChange(change));
  service.onComponentChange((change) => writer.recordComponentChange(change));
  service.onPause((change) => writer.recordPause(change));
  let isAllKept = true;
  for (const { does, for: ms } of steps) {
    if (does === 'pause') {
      service.pause(['api'], null);
      // Shorter than a result holds; otherwise what was last known is gone when it is over.
      await clock.advance(Math.min(ms, MINUTE / 2));
      service.resume(['api']);
      await clock.advance(40 * SECOND);
    } else if (does === 'sleep') {
      // The history keeps states: a sleep that comes over an unknown one leaves nothing there.
      isAllKept &&= service.status('api')?.state !== 'unknown';
      signals.suspend();
      clock.suspend(ms);
      signals.resume();
      await clock.advance(15 * SECOND);
    } else {
      const answer = ANSWERS[does];
      says('api', answer, answer.latencyMs ?? 0);
      await clock.advance(ms);
    }
  }
  live.alerts().stop();
  writer.close();
  const until = clock.now() + 1;
  const replayed = await replay(dataDir, { monitors: [API], rules, since: 0, until });
  const found = replayed.flatMap(({ firings }) =>
    firings.map(({ rule: id, from, to }) => ({ rule: id, from, to })),
  );
  return { lived: intervals(store.ledger), found: sorted(found), replayed, isAllKept };
}

describe('a replay over what was recorded', () => {
  it('fires when the engine did, to the millisecond', async () => {
    let fired = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step(['pause']), { minLength: 4, maxLength: 25 }), async (steps) => {
        const { lived, found, replayed } = await liveAndReplay(steps, [...RULES, ...ON_MISSING]);
        expect(found).toEqual(lived);
        expect(replayed.map(({ exactFrom }) => exactFrom)).toEqual(replayed.map(() => null));
        fired += lived.length;
      }),
      { numRuns: 40 },
    );
    expect(fired).toBeGreaterThan(20);
  }, 120_000);

  it('does so over time that says nothing, too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step(['sleep']), { minLength: 4, maxLength: 25 }), async (steps) => {
        const { lived, found, isAllKept } = await liveAndReplay(steps, RULES);
        fc.pre(isAllKept);
        expect(found).toEqual(lived);
      }),
      { numRuns: 25, examples: [[ASLEEP_AMID_A_CHECK]] },
    );
  }, 120_000);
});
