import { describe, expect, it } from 'vitest';
import { BROKEN, FINE } from '../../../tests/fakes/scripted-checks.ts';
import { watchedAlerts } from '../../../tests/fakes/watched-alerts.ts';
import { remote } from '../../../tests/fakes/watched-fleet.ts';
import type { AlertRule, Condition } from '../../../shared/config/alerts/model.ts';
import { buildNotify } from '../../../shared/config/notify/notify.ts';
import { outcome } from '../../../shared/domain/check-result.ts';
import { sightsOf } from './core/sight.ts';
import { whyInWords } from './why.ts';

const SECOND = 1000;
const OPEN = { from: null, until: null, reason: '' };

function rule(id: string, when: Condition, more: Partial<AlertRule> = {}): AlertRule {
  return {
    id,
    when,
    severity: 'critical',
    monitors: [],
    forMs: 0,
    keepFiringForMs: 0,
    labels: {},
    runbook: null,
    message: null,
    ...more,
  };
}

const DOWN = rule('down', { kind: 'state', states: ['unhealthy'] });
const SLOW = rule(
  'slow',
  {
    kind: 'latency',
    aggregate: 'p95',
    threshold: { direction: 'above', limit: 1000 },
    overMs: 120 * SECOND,
    minSamples: 2,
  },
  { severity: 'warning' },
);

type Watched = ReturnType<typeof watchedAlerts>;

/** The sentence of each rule about a subject. */
function why({ alerts, service, store }: Watched, subject: string): Record<string, string> {
  const clockTime = (at: number) => `t${Math.round(at / SECOND)}`;
  const core = alerts().present()?.core;
  const rows = store.ledger.map((row, id) => ({ ...row, id, by: row.by || null }));
  const sights = core?.inspect((world) => sightsOf(world, subject)) ?? [];
  return Object.fromEntries(
    sights.map((sight) => [
      sight.rule,
      whyInWords(sight, {
        clockTime,
        wallClockTime: clockTime,
        state: service.status(subject)?.state ?? null,
        last: rows.findLast((row) => row.rule === sight.rule && row.subject === subject) ?? null,
      }),
    ]),
  );
}

describe('why there is a popup, or none', () => {
  it('is said with the numbers where a rule does not fire', async () => {
    const watched = watchedAlerts([remote('api')], { alerts: [DOWN, SLOW] });
    expect(why(watched, 'api')['slow']).toBe(
      'does not fire: too little is known; it fires when p95 latency above 1 s over 2 min',
    );
    watched.says('api', outcome('healthy', '', { latencyMs: 320 }));
    await watched.clock.advance(300 * SECOND);
    expect(why(watched, 'api')).toEqual({
      down: 'does not fire: it is healthy, it fires when unhealthy',
      slow: 'does not fire: p95 is 320 ms, it fires above 1 s',
    });
  });

  it('names the time at which a pending alert fires', async () => {
    const watched = watchedAlerts([remote('api')], { alerts: [{ ...DOWN, forMs: 600 * SECOND }] });
    await watched.clock.advance(60 * SECOND);
    watched.says('api', BROKEN);
    await watched.clock.advance(60 * SECOND);
    const { down = '' } = why(watched, 'api');
    const [, since, fires] =
      /^is pending since t(\d+), it fires at t(\d+) if it stays so for 10 min$/u.exec(down) ?? [];
    expect(Number(fires) - Number(since)).toBe(600);
  });

  it('names the group it waits for, what was delivered, and who acknowledged it', async () => {
    const watched = watchedAlerts([remote('api')], {
      alerts: [DOWN],
      notify: { ...buildNotify(undefined), groupWaitMs: 60 * SECOND },
    });
    await watched.clock.advance(60 * SECOND);
    watched.says('api', BROKEN);
    await watched.clock.advance(60 * SECOND);
    expect(why(watched, 'api')['down']).toMatch(
      /^fires since t\d+: state is unhealthy; told on desktop at t\d+, with others of its group$/u,
    );
    await watched.clock.advance(60 * SECOND);
    const [notification] = watched.sent;
    if (!notification) throw new Error('nothing was sent');
    watched.alerts().settled({ notification, outcome: 'shown', detail: 'node-notifier' });
    await watched.hand().ack({ subject: 'api', text: '' });
    expect(why(watched, 'api')['down']).toMatch(
      /; delivered at t\d+, desktop: node-notifier; acknowledged by ada, so it is not repeated$/u,
    );
  });

  it('does not say that a popup was shown where only the window could show it', async () => {
    const watched = watchedAlerts([remote('api')], { alerts: [DOWN] });
    await watched.clock.advance(60 * SECOND);
    watched.says('api', BROKEN);
    await watched.clock.advance(90 * SECOND);
    const [notification] = watched.sent;
    if (!notification) throw new Error('nothing was sent');
    const detail = 'only in the window, as a card (node-notifier: no notification daemon answers)';
    watched.alerts().settled({ notification, outcome: 'window', detail });
    expect(why(watched, 'api')['down']).toMatch(
      /; delivered at t\d+, desktop: only in the window, as a card \(node-notifier: no notification daemon answers\)$/u,
    );
  });

  it('names the parent, the silence, or the critical alert that holds it', async () => {
    const slowToo = { ...SLOW, when: DOWN.when };
    const watched = watchedAlerts(
      [remote('gateway'), remote('api', { dependsOn: ['gateway'] }), remote('db')],
      {
        alerts: [DOWN, slowToo],
      },
    );
    await watched.clock.advance(60 * SECOND);
    for (const id of ['gateway', 'api', 'db']) watched.says(id, BROKEN);
    await watched.clock.advance(120 * SECOND);
    expect(why(watched, 'api')['down']).toMatch(/; held behind gateway$/u);
    expect(why(watched, 'db')['slow']).toMatch(/; not told by itself, down says it already$/u);
    const until = watched.clock.now() + 3600 * SECOND;
    const { id } = await watched
      .hand()
      .addSilence({ ...OPEN, match: { monitor: ['db'] }, until, reason: 'moving' });
    await watched.clock.advance(SECOND);
    expect(why(watched, 'db')['down']).toContain(
      `; silenced: moving (${id}) until t${Math.round(until / SECOND)} at most`,
    );
  });

  it('says that a paused monitor is not looked at, and that a lost one is as last known', async () => {
    const watched = watchedAlerts([remote('api'), remote('db')], { alerts: [DOWN] });
    watched.says('api', BROKEN);
    await watched.clock.advance(120 * SECOND);
    watched.signals.suspend();
    await watched.clock.advance(SECOND);
    expect(why(watched, 'api')['down']).toMatch(/; nothing is known since t\d+, so this is as last known$/u);
    watched.signals.resume();
    watched.says('api', FINE);
    watched.service.pause(['db'], null);
    await watched.clock.advance(SECOND);
    expect(why(watched, 'db')['down']).toBe('is not looked at: the monitor is paused or disabled');
  });
});
