import { describe, expect, it, onTestFinished } from 'vitest';
import type { ChannelConfig } from '../../../shared/config/model.ts';
import {
  alertCommit,
  channelNamed,
  notificationFor,
  notifiersOf,
} from '../../../tests/fixtures/notifications.ts';
import { temporaryDataDir } from '../../../tests/fixtures/data-dir.ts';
import { silentLogger } from '../../../tests/fixtures/history.ts';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { openHistoryWriter } from '../history/writer.ts';
import { DeliveryError } from './delivery-error.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import { createDispatcher } from './dispatcher.ts';
import type { OutgoingNotification } from './notifier.ts';
import type { Card, Popup } from './popup.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

type Deliver = (
  notification: OutgoingNotification,
  attempt: number,
  signal: AbortSignal,
  card: Card | null,
) => Promise<string>;

const POPUP: Popup = { id: 'n', title: 'API is unhealthy', body: '', severity: 'critical', page: '/' };

/** A dispatcher on a real outbox; `restart` is a crash: another dispatcher on what the first left behind. */
function setUp(deliver: Deliver, more: { random?: () => number } = {}) {
  const clock = new VirtualClock();
  const history = openHistoryWriter(temporaryDataDir(), { clock, logger: silentLogger });
  onTestFinished(() => history.close());
  const settled: DeliveryOutcome[] = [];
  const problems: (string | null)[] = [];
  const tried: string[] = [];
  const known = { present: (_old: OutgoingNotification): OutgoingNotification | null => null };
  let channels: ChannelConfig[] = [channelNamed('hook'), channelNamed('other')];

  const begin = () => {
    const dispatcher = createDispatcher({
      notifiers: notifiersOf((notification, _channel, { attempt, signal, card }) => {
        tried.push(notification.id);
        return deliver(notification, attempt, signal, card);
      }),
      clock,
      random: more.random ?? (() => 0.5),
      outbox: history.outbox,
      mask: (text) => text.replaceAll('sesame', '•••'),
      status: () => null,
      card: { show: () => {}, clear: () => {} },
      present: (old) => known.present(old),
      onSettled(outcome) {
        settled.push(outcome);
        history.alerts.commit(alertCommit({ settled: [outcome.notification.id] }));
      },
      onChannelProblem: (_channel, reason) => problems.push(reason),
    });
    dispatcher.configure(channels);
    dispatcher.start();
    return dispatcher;
  };
  let dispatcher = begin();
  const decide = (queued: OutgoingNotification[]) => history.alerts.commit(alertCommit({ queued }));
  return {
    clock,
    settled,
    problems,
    tried,
    known,
    decide,
    outcomes: () => settled.map(({ notification, outcome }) => `${notification.id} ${outcome}`),
    waiting: (channel = 'hook') => history.outbox.load(channel, 20_000)?.length,
    notification: (id: string, given: Partial<OutgoingNotification> = {}) =>
      notificationFor('hook', { id, at: clock.now(), ...given }),
    send: (...sent: OutgoingNotification[]) => {
      decide(sent);
      for (const one of sent) dispatcher.dispatch(one);
    },
    reconfigure: (...ids: string[]) => {
      channels = ids.map((id) => channelNamed(id));
      dispatcher.configure(channels);
    },
    change: (channel: ChannelConfig) => dispatcher.configure([channel]),
    restart: () => (dispatcher = begin()),
    stop: () => dispatcher.stop(),
  };
}

const refuse = (message: string) => Promise.reject(new Error(message));

describe('delivery', () => {
  it('records what took the message and empties the outbox', async () => {
    const { clock, send, notification, settled, waiting } = setUp(() => Promise.resolve('HTTP 200'));
    send(notification('n1'));
    await clock.advance(0);
    expect(settled).toMatchObject([{ notification: { id: 'n1' }, outcome: 'shown', detail: 'HTTP 200' }]);
    expect(waiting()).toBe(0);
  });

  it('tells apart what the desktop showed from what only the window could show', async () => {
    const { clock, send, notification, outcomes } = setUp((one, _attempt, _signal, card) => {
      if (one.id === 'n1') card?.show({ ...POPUP, id: one.id }, 'no daemon');
      else card?.clear();
      return Promise.resolve('somehow');
    });
    send(notification('n1'), notification('n2'));
    await clock.advance(0);
    expect(outcomes()).toEqual(['n1 window', 'n2 shown']);
  });

  it('tries again with growing pauses, and says meanwhile that the channel is not working', async () => {
    const { clock, send, notification, settled, problems, tried } = setUp((_one, attempt) =>
      attempt < 4 ? refuse('no answer') : Promise.resolve('ok'),
    );
    send(notification('n1'));
    await clock.advance(1 * SECOND + 2 * SECOND);
    expect(tried).toHaveLength(3);
    expect(problems).toEqual(['no answer', 'no answer', 'no answer']);
    await clock.advance(4 * SECOND);
    expect(settled).toMatchObject([{ outcome: 'shown' }]);
    expect(problems.at(-1)).toBeNull();
  });

  it('spreads its tries over the whole pause, down to none at all', async () => {
    const { clock, send, notification, tried } = setUp(() => refuse('no'), { random: () => 0 });
    send(notification('n1'));
    await clock.advance(0);
    expect(tried).toHaveLength(5);
  });

  it('leaves a channel alone for a minute after five failures, then tries once', async () => {
    const { clock, send, notification, tried } = setUp(() => refuse('no'), { random: () => 0 });
    send(notification('n1'));
    await clock.advance(59 * SECOND);
    expect(tried).toHaveLength(5);
    await clock.advance(1 * SECOND);
    expect(tried).toHaveLength(6);
    await clock.advance(59 * SECOND);
    expect(tried).toHaveLength(6);
  });

  it('counts messages that are refused for good towards that minute', async () => {
    const { clock, send, notification, tried, outcomes } = setUp(() =>
      Promise.reject(new DeliveryError('HTTP 400', { permanent: true })),
    );
    send(...['1', '2', '3', '4', '5', '6'].map((id) => notification(id)));
    await clock.advance(59 * SECOND);
    expect(tried).toEqual(['1', '2', '3', '4', '5']);
    expect(outcomes()).toEqual(['1 failed', '2 failed', '3 failed', '4 failed', '5 failed']);
    await clock.advance(1 * SECOND);
    expect(tried.at(-1)).toBe('6');
  });

  it('closes the circuit with one success', async () => {
    const { clock, send, notification, tried } = setUp(
      (_one, attempt) => (attempt === 6 ? Promise.resolve('ok') : refuse('no')),
      { random: () => 0 },
    );
    send(notification('n1'), notification('n2'));
    await clock.advance(60 * SECOND);
    expect(tried.filter((id) => id === 'n1')).toHaveLength(6);
    expect(tried.filter((id) => id === 'n2')).toHaveLength(5);
  });

  it('waits as long as the receiver asks for', async () => {
    const { clock, send, notification, tried, settled } = setUp((_one, attempt) =>
      attempt === 1
        ? Promise.reject(new DeliveryError('HTTP 429', { retryAfterMs: 90 * SECOND }))
        : Promise.resolve('ok'),
    );
    send(notification('n1'));
    await clock.advance(89 * SECOND);
    expect(tried).toHaveLength(1);
    await clock.advance(1 * SECOND);
    expect(settled).toMatchObject([{ outcome: 'shown' }]);
  });

  it('keeps the order of a channel while the first of it is retried, and does not hold up others', async () => {
    const { clock, send, notification, outcomes } = setUp((one, attempt) =>
      one.id === 'a1' && attempt < 3 ? refuse('no') : Promise.resolve('ok'),
    );
    send(
      notification('a1'),
      notification('a2'),
      notification('b1', { channelId: 'other' }),
      notification('a3'),
    );
    await clock.advance(10 * SECOND);
    expect(outcomes()).toEqual(['b1 shown', 'a1 shown', 'a2 shown', 'a3 shown']);
  });

  it('gives up on a receiver that never answers, and tells the attempt so', async () => {
    let told: AbortSignal | null = null;
    const { clock, send, notification, problems } = setUp((_one, _attempt, signal) => {
      told ??= signal;
      return new Promise(() => {});
    });
    send(notification('n1'));
    await clock.advance(10 * SECOND);
    expect(problems).toEqual(['no answer within 10 s']);
    expect(told).toMatchObject({ aborted: true });
  });

  it('keeps secrets out of what it tells', async () => {
    const { clock, send, notification, problems, settled } = setUp((_one, attempt) =>
      attempt === 1 ? refuse('POST /sesame failed') : Promise.resolve('took it at /sesame'),
    );
    send(notification('n1'));
    await clock.advance(2 * SECOND);
    expect(problems[0]).toBe('POST /••• failed');
    expect(settled[0]?.detail).toBe('took it at /•••');
  });

  it('goes on at once with a channel whose keys were changed', async () => {
    let works = false;
    const { clock, send, notification, settled, change } = setUp(() =>
      works ? Promise.resolve('ok') : refuse('name not found'),
    );
    send(notification('n1'));
    await clock.advance(40 * SECOND);
    works = true;
    change({ ...channelNamed('hook'), url: 'http://127.0.0.1:2/' });
    await clock.advance(0);
    expect(settled).toMatchObject([{ outcome: 'shown' }]);
  });
});

describe('a message that is older than 15 minutes', () => {
  it('is dropped with the reason', async () => {
    const { clock, send, notification, settled, tried, waiting } = setUp(() => Promise.resolve('ok'));
    send(notification('n1', { at: clock.now() - 15 * MINUTE - 1 }));
    await clock.advance(0);
    expect(settled).toMatchObject([{ outcome: 'dropped', detail: 'older than 15 min' }]);
    expect([tried, waiting()]).toEqual([[], 0]);
  });

  it('has failed where it was tried, with the last reason', async () => {
    const { clock, send, notification, settled } = setUp(() => refuse('no route'));
    send(notification('n1'));
    await clock.advance(20 * MINUTE);
    expect(settled).toMatchObject([{ outcome: 'failed', detail: 'given up after 15 min: no route' }]);
    expect(clock.pending).toBe(1);
  });

  it('is still worth something where it is a report, for a day', async () => {
    let works = false;
    const { clock, send, notification, settled } = setUp(() =>
      works ? Promise.resolve('ok') : refuse('no route'),
    );
    send(notification('n1', { kind: 'report' }));
    await clock.advance(5 * 60 * MINUTE);
    expect(settled).toEqual([]);
    works = true;
    await clock.advance(5 * MINUTE);
    expect(settled).toMatchObject([{ outcome: 'shown' }]);
    send(notification('n2', { kind: 'report', at: clock.now() - 24 * 60 * MINUTE - 1 }));
    await clock.advance(0);
    expect(settled[1]).toMatchObject({ outcome: 'dropped', detail: 'older than 1 d' });
  });

  it('keeps no news waiting where it is a report that cannot be delivered', async () => {
    const { clock, send, notification, outcomes } = setUp(({ kind }) =>
      kind === 'report' ? refuse('greylisted') : Promise.resolve('ok'),
    );
    send(notification('report', { kind: 'report' }));
    await clock.advance(5 * SECOND);
    send(notification('old', { at: clock.now() - 16 * MINUTE }), notification('n1', { at: clock.now() }));
    await clock.advance(0);
    expect(outcomes()).toEqual(['old dropped', 'n1 shown']);
    await clock.advance(25 * 60 * MINUTE);
    expect(outcomes()).toEqual(['old dropped', 'n1 shown', 'report failed']);
  });

  it('makes room for how it stands now, in its place and under a key of its own', async () => {
    const { clock, send, notification, known, tried, outcomes, waiting } = setUp(() => Promise.resolve('ok'));
    known.present = (old) => ({ ...old, id: `${old.id}-now`, at: clock.now(), title: 'still down' });
    send(notification('old', { at: clock.now() - 16 * MINUTE }), notification('new'));
    await clock.advance(0);
    expect(tried).toEqual(['old-now', 'new']);
    expect(outcomes()).toEqual(['old dropped', 'old-now shown', 'new shown']);
    expect(waiting()).toBe(0);
  });

  it('is not replaced where something younger about the same incident waits', async () => {
    const { clock, send, notification, known, outcomes } = setUp(() => Promise.resolve('ok'));
    known.present = (old) => ({ ...old, id: `${old.id}-now`, at: clock.now() });
    const old = { at: clock.now() - 16 * MINUTE, incidentId: 'i1' };
    send(notification('1', old), notification('2', { ...old, incidentId: 'i2' }), notification('3', old));
    await clock.advance(0);
    expect(outcomes()).toEqual(['1 dropped', '2 dropped', '2-now shown', '3 dropped', '3-now shown']);
  });
});

describe('an outbox of a week', () => {
  it('is emptied with one message about what is still so, and a word on each of the others', async () => {
    const { clock, decide, restart, notification, known, tried, settled, waiting } = setUp(() =>
      Promise.resolve('ok'),
    );
    const WEEK = 7 * 24 * 60 * MINUTE;
    const old = Array.from({ length: 300 }, (_, index) => {
      const incidentId = index % 2 === 0 ? 'open' : `over-${index}`;
      return notification(`n${index}`, { incidentId });
    });
    decide(old);
    await clock.advance(WEEK);
    known.present = (one) =>
      one.incidentId === 'open' ? { ...one, id: 'now', at: clock.now(), title: 'still down' } : null;
    restart();
    for (let turn = 0; turn < 10_000 && waiting() !== 0; turn += 1) await clock.advance(1);
    expect(waiting()).toBe(0);
    expect(tried).toEqual(['now']);
    const outcomes = new Map(settled.map(({ notification: { id }, outcome }) => [id, outcome]));
    expect(outcomes.size).toBe(301);
    expect([...outcomes].filter(([, outcome]) => outcome !== 'dropped')).toEqual([['now', 'shown']]);
  }, 60_000);
});

describe('the outbox', () => {
  it('goes on after a crash where it stood: attempts counted, due times kept', async () => {
    const attempts: number[] = [];
    const { clock, send, notification, restart, stop } = setUp((_one, attempt) => {
      attempts.push(attempt);
      return attempt < 3
        ? Promise.reject(new DeliveryError('429', { retryAfterMs: 60 * SECOND }))
        : Promise.resolve('');
    });
    send(notification('n1'));
    await clock.advance(SECOND);
    await stop();
    restart();
    await clock.advance(58 * SECOND);
    expect(attempts).toEqual([1]);
    await clock.advance(62 * SECOND);
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('knows after a crash which attempt may have arrived', async () => {
    const attempts: number[] = [];
    const { clock, send, notification, restart } = setUp((_one, attempt) => {
      attempts.push(attempt);
      return attempt === 1 ? new Promise(() => {}) : Promise.resolve('ok');
    });
    send(notification('n1'));
    await clock.advance(SECOND);
    restart();
    await clock.advance(SECOND);
    expect(attempts).toEqual([1, 2]);
  });

  it('drops what waits for a channel that is gone, also from an earlier run', async () => {
    const { clock, send, notification, reconfigure, restart, settled, waiting } = setUp(() => refuse('no'));
    send(notification('n1'), notification('o1', { channelId: 'other' }));
    await clock.advance(0);
    reconfigure('other');
    expect(settled).toMatchObject([{ notification: { id: 'n1' }, outcome: 'dropped' }]);
    expect(waiting()).toBe(0);
    reconfigure();
    restart();
    expect(waiting('other')).toBe(0);
    await clock.advance(20 * MINUTE);
    expect(settled.filter(({ outcome }) => outcome === 'shown')).toEqual([]);
  });

  it('waits for the start: what is decided before is delivered once', async () => {
    const { clock, decide, notification, restart, stop, tried } = setUp(() => Promise.resolve('ok'));
    await stop();
    decide([notification('n1')]);
    restart();
    await clock.advance(0);
    expect(tried).toEqual(['n1']);
  });

  it('is left alone once stopped', async () => {
    const { clock, send, notification, stop, settled, waiting } = setUp(() => refuse('no'));
    send(notification('n1'));
    await clock.advance(0);
    await stop();
    await clock.advance(30 * MINUTE);
    expect(settled).toEqual([]);
    expect(waiting()).toBe(1);
  });

  it('begins nothing once it is told to end', async () => {
    const { clock, send, notification, stop, tried } = setUp(() => Promise.resolve('ok'));
    send(notification('n1'));
    const stopped = stop();
    await clock.advance(SECOND);
    await stopped;
    expect(tried).toEqual([]);
  });

  it('lets what is under way at the end be finished and settled', async () => {
    const done = Promise.withResolvers<string>();
    const { clock, send, notification, stop, settled } = setUp(() => done.promise);
    send(notification('n1'), notification('n2'));
    await clock.advance(0);
    const stopped = stop();
    await clock.advance(SECOND);
    done.resolve('ok');
    await stopped;
    expect(settled).toMatchObject([{ notification: { id: 'n1' }, outcome: 'shown' }]);
  });

  it('does not wait for ever at the end', async () => {
    const { clock, send, notification, stop, waiting } = setUp(() => new Promise(() => {}));
    send(notification('n1'));
    await clock.advance(0);
    const stopped = stop();
    await clock.advance(2 * SECOND);
    await stopped;
    expect(waiting()).toBe(1);
  });

  it('keeps in memory no more than a hundred messages of a channel, delivers all and in order', async () => {
    const first = Promise.withResolvers<string>();
    const { clock, decide, send, notification, tried } = setUp((one) =>
      one.id === 'n0' ? first.promise : Promise.resolve('ok'),
    );
    const all = Array.from({ length: 250 }, (_, index) => notification(`n${index}`));
    // Some come in while the outbox has more than the memory, some were never handed over.
    for (const one of all.slice(0, 150)) send(one);
    decide(all.slice(150));
    send(notification('last'));
    await clock.advance(0);
    expect(tried).toEqual(['n0']);
    first.resolve('ok');
    for (let turns = 0; tried.length < 251 && turns < 251; turns += 1) await clock.advance(0);
    expect(tried).toEqual([...all.map(({ id }) => id), 'last']);
  }, 60_000);
});
