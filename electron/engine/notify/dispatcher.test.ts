import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { createDispatcher, type DeliveryOutcome } from './dispatcher.ts';
import type { OutgoingNotification } from './notifier.ts';
import { notifierRegistry } from './registry.ts';

const MINUTE = 60_000;

function setUp(deliver: (attempt: number) => Promise<string>) {
  const clock = new VirtualClock();
  const settled: DeliveryOutcome[] = [];
  const problems: (string | null)[] = [];
  let attempts = 0;
  const dispatcher = createDispatcher({
    notifiers: notifierRegistry({ kind: 'desktop', deliver: () => deliver((attempts += 1)) }),
    clock,
    random: () => 0.5,
    onSettled: (outcome) => settled.push(outcome),
    onChannelProblem: (_channel, reason) => problems.push(reason),
  });
  const notification: OutgoingNotification = {
    id: 'n1',
    channelId: 'desktop',
    kind: 'problem',
    severity: 'critical',
    title: 'API is unhealthy',
    body: '',
    subjects: ['api'],
    root: null,
    held: 0,
    rules: [],
    incidentId: null,
    runbook: null,
    evidence: null,
    at: clock.now(),
  };
  return { clock, dispatcher, settled, problems, notification, attempts: () => attempts };
}

describe('delivery', () => {
  it('records what showed the popup', async () => {
    const { clock, dispatcher, settled, notification } = setUp(() => Promise.resolve('node-notifier'));
    dispatcher.dispatch(notification, 'desktop');
    await clock.advance(0);
    expect(settled).toEqual([{ notification, outcome: 'shown', detail: 'node-notifier' }]);
  });

  it('tries again with growing pauses, and says meanwhile that the channel is not working', async () => {
    const { clock, dispatcher, settled, problems, notification, attempts } = setUp((attempt) =>
      attempt < 4 ? Promise.reject(new Error('no daemon')) : Promise.resolve('node-notifier'),
    );
    dispatcher.dispatch(notification, 'desktop');
    await clock.advance(2000 + 4000);
    expect(attempts()).toBe(3);
    expect(problems).toEqual(['no daemon', 'no daemon', 'no daemon']);
    await clock.advance(8000);
    expect(settled.map(({ outcome }) => outcome)).toEqual(['shown']);
    expect(problems.at(-1)).toBeNull();
  });

  it('gives up when the message is no longer worth showing, with the reason', async () => {
    const { clock, dispatcher, settled, notification } = setUp(() => Promise.reject(new Error('no daemon')));
    dispatcher.dispatch(notification, 'desktop');
    await clock.advance(20 * MINUTE);
    expect(settled).toMatchObject([{ outcome: 'failed', detail: 'no daemon' }]);
    expect(clock.pending).toBe(0);
  });

  it('drops what was waiting for longer than 15 minutes, as after a restart', async () => {
    const { clock, dispatcher, settled, notification, attempts } = setUp(() => Promise.resolve('x'));
    dispatcher.dispatch({ ...notification, at: clock.now() - 16 * MINUTE }, 'desktop');
    await clock.advance(0);
    expect(settled).toMatchObject([{ outcome: 'dropped' }]);
    expect(attempts()).toBe(0);
  });

  it('leaves the unsettled alone once stopped', async () => {
    const { clock, dispatcher, settled, notification } = setUp(() => Promise.reject(new Error('no')));
    dispatcher.dispatch(notification, 'desktop');
    await clock.advance(0);
    dispatcher.stop();
    await clock.advance(30 * MINUTE);
    expect(settled).toEqual([]);
  });
});
