import { describe, expect, it } from 'vitest';
import type { AlertRule } from '../../../shared/config/alerts/model.ts';
import { monitor, setUp } from '../../../tests/fakes/alert-service-world.ts';

const SECOND = 1000;

describe('alerts', () => {
  it('hand what they measured to channels with templates of their own', async () => {
    const { clock, see, sent } = setUp([monitor('api', { group: 'Books', labels: { team: 'books' } })]);
    see('api', 'unhealthy');
    await clock.advance(60 * SECOND);
    expect(sent[0]?.alerts).toEqual([
      {
        subject: 'api',
        name: 'API',
        group: 'Books',
        value: 'unhealthy',
        threshold: 'unhealthy',
        since: 0,
        labels: { team: 'books' },
      },
    ]);
  });

  it('pop up once for an outage and once for its end', async () => {
    const { clock, see, titles } = setUp();
    see('api', 'unhealthy');
    await clock.advance(60 * SECOND);
    see('api', 'healthy');
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual(['API is unhealthy', 'API is healthy again']);
  });

  it('say nothing about what is over within the wait', async () => {
    const { clock, see, titles, store } = setUp();
    see('api', 'unhealthy');
    await clock.advance(5 * SECOND);
    see('api', 'healthy');
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual([]);
    expect(store.ledger.map(({ decision }) => decision)).toEqual(['fired', 'resolved', 'dropped']);
  });

  it('put monitors of one group into one popup', async () => {
    const { clock, see, titles } = setUp();
    see('a', 'unhealthy');
    see('b', 'unhealthy');
    see('api', 'unhealthy');
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual(['A and B are unhealthy', 'API is unhealthy']);
  });

  it('name what is down and count what stands behind it', async () => {
    const children = Array.from({ length: 12 }, (_, index) =>
      monitor(`child-${index}`, { dependsOn: ['gate'] }),
    );
    const { clock, see, sent } = setUp([monitor('gate'), ...children]);
    see('gate', 'unhealthy');
    for (const { id } of children) see(id, 'unhealthy');
    await clock.advance(60 * SECOND);
    expect(sent).toMatchObject([{ title: 'GATE is unhealthy', root: 'gate', held: 12, subjects: ['gate'] }]);
    expect(sent[0]?.body).toContain('12 behind it');
  });

  it('neither end nor repeat while a monitor is unknown', async () => {
    const { clock, see, lose, titles } = setUp();
    see('api', 'unhealthy');
    await clock.advance(20 * SECOND);
    lose('api');
    await clock.advance(6 * 3600 * SECOND);
    see('api', 'unhealthy');
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual(['API is unhealthy']);
  });

  it('do not repeat after a restart, and still tell the end with the time it took', async () => {
    const { clock, see, sent, settle, restart, titles } = setUp();
    see('api', 'unhealthy');
    await clock.advance(20 * SECOND);
    settle('shown');
    restart();
    see('api', 'unhealthy');
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual(['API is unhealthy']);
    see('api', 'healthy');
    await clock.advance(60 * SECOND);
    expect(sent.at(-1)).toMatchObject({ kind: 'recovery', body: 'After 90 s' });
  });

  it('decide nothing a second time after a crash; what was not delivered waits in the outbox', async () => {
    const { clock, see, sent, restart, store } = setUp();
    see('api', 'unhealthy');
    await clock.advance(20 * SECOND);
    restart();
    await clock.advance(20 * SECOND);
    expect(sent).toHaveLength(1);
    expect([...store.outbox.keys()]).toEqual([sent[0]?.id]);
  });

  it('close without a word when the monitor is paused, removed or disabled', async () => {
    const { clock, see, pause, reconfigure, titles, store } = setUp();
    see('api', 'unhealthy');
    see('a', 'unhealthy');
    await clock.advance(20 * SECOND);
    pause('api');
    reconfigure({ monitors: [monitor('api'), monitor('a', { enabled: false, group: 'Books' })] });
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual(['API is unhealthy', 'A is unhealthy']);
    const closed = store.ledger.filter(({ decision }) => decision === 'closed');
    expect(closed.map(({ subject, text }) => `${subject} ${text}`)).toEqual([
      'api paused',
      'a removed from the configuration, or disabled',
    ]);
    expect([...store.incidents.values()].every(({ endedAt }) => endedAt !== null)).toBe(true);
  });

  it('start afresh where the condition was changed, and keep their state over other edits', async () => {
    const { clock, see, reconfigure, store } = setUp();
    const rule = (more: Partial<AlertRule>): AlertRule => ({
      id: 'down',
      severity: 'critical',
      monitors: [],
      when: { kind: 'state', states: ['unhealthy'] },
      forMs: 0,
      keepFiringForMs: 0,
      labels: {},
      runbook: null,
      message: null,
      ...more,
    });
    reconfigure({ alerts: [rule({})] });
    see('api', 'unhealthy');
    await clock.advance(20 * SECOND);
    reconfigure({ alerts: [rule({ labels: { team: 'web' } })] });
    await clock.advance(SECOND);
    expect(store.ledger.filter(({ decision }) => decision === 'closed')).toEqual([]);
    reconfigure({ alerts: [rule({ when: { kind: 'state', states: ['unhealthy', 'degraded'] } })] });
    await clock.advance(SECOND);
    expect(store.ledger.map(({ decision }) => decision).slice(-2)).toEqual(['closed', 'fired']);
  });

  it('say nothing when the machine wakes up after a night', async () => {
    const { clock, see, lose, sleep, titles } = setUp();
    see('api', 'healthy');
    await clock.advance(30 * SECOND);
    sleep(true);
    lose('api');
    clock.suspend(8 * 3600 * SECOND);
    sleep(false);
    await clock.advance(20 * SECOND);
    see('api', 'healthy');
    await clock.advance(300 * SECOND);
    expect(titles()).toEqual([]);
  });

  it('go on after the wall clock was set back', async () => {
    const { clock, see, titles } = setUp();
    see('api', 'healthy');
    await clock.advance(30 * SECOND);
    clock.stepWall(-7200 * SECOND);
    see('api', 'unhealthy');
    await clock.advance(30 * SECOND);
    expect(titles()).toEqual(['API is unhealthy']);
  });

  it('judge windows after a start by what the history knows', async () => {
    const { clock, see, reconfigure, restart, titles } = setUp();
    const threshold = { direction: 'below' as const, limit: 0.99 };
    const uptime = { kind: 'uptime' as const, threshold, overMs: 3600 * SECOND };
    const rest = {
      monitors: ['api'],
      forMs: 0,
      keepFiringForMs: 0,
      labels: {},
      runbook: null,
      message: null,
    };
    reconfigure({ alerts: [{ id: 'up', severity: 'critical', when: uptime, ...rest }] });
    await clock.advance(7200 * SECOND);
    const results = Array.from({ length: 100 }, (_, index) => ({
      at: clock.now() - (100 - index) * 30 * SECOND,
      state: index < 90 ? ('healthy' as const) : ('unhealthy' as const),
      holdsMs: 70 * SECOND,
      recheck: false,
      latencyMs: null,
    }));
    restart({ sums: [], results });
    await clock.advance(SECOND);
    see('api', 'healthy');
    await clock.advance(20 * SECOND);
    expect(titles()).toEqual([expect.stringMatching(/^API: uptime is \d\d.*below 99 %/)]);
  });

  it('keep a ledger of what was decided and what became of it', async () => {
    const { clock, see, settle, store } = setUp();
    see('api', 'unhealthy');
    await clock.advance(20 * SECOND);
    settle('failed');
    expect(store.ledger.map(({ decision, subject }) => `${subject} ${decision}`)).toEqual([
      'api fired',
      'api grouped',
      'api failed',
    ]);
  });
});
