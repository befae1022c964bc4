import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createDispatcher } from '../../electron/engine/notify/dispatcher.ts';
import type { OutgoingNotification } from '../../electron/engine/notify/notifier.ts';
import { nodeClock } from '../../electron/host/node-clock.ts';
import { temporaryDataDir } from '../fixtures/data-dir.ts';
import { openWriter } from '../fixtures/history.ts';
import { alertCommit, channelNamed, notificationFor, notifiersOf } from '../fixtures/notifications.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is alive on the heap, in MB. */
function heapMb(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

it('10,000 messages for a channel that hangs stay on disk, and are delivered in order once it answers', async () => {
  const history = openWriter(temporaryDataDir(), nodeClock);
  const hang = Promise.withResolvers<string>();
  const delivered: string[] = [];
  const dispatcher = createDispatcher({
    notifiers: notifiersOf(async ({ id }) => {
      if (delivered.length === 0) await hang.promise;
      delivered.push(id);
      return 'ok';
    }),
    clock: { ...nodeClock, setTimeout: () => () => {} },
    random: () => 0,
    outbox: history.outbox,
    mask: (text) => text,
    status: () => null,
    card: null,
    present: () => null,
    onChannelProblem: () => {},
    onSettled: ({ notification: { id } }) => history.alerts.commit(alertCommit({ settled: [id] })),
  });
  dispatcher.configure([channelNamed('hook')]);
  dispatcher.start();
  const id = (index: number) => `n${String(index).padStart(5, '0')}`;
  const decide = (from: number, to: number) => {
    const queued: OutgoingNotification[] = [];
    for (let index = from; index < to; index += 1) {
      const body = String(index).padEnd(4_000, 'x');
      queued.push(notificationFor('hook', { id: id(index), body, at: nodeClock.now() }));
    }
    history.alerts.commit(alertCommit({ queued }));
    for (const notification of queued) dispatcher.dispatch(notification);
  };
  decide(0, 1_000);
  const before = heapMb();
  for (let from = 1_000; from < 10_000; from += 1_000) decide(from, from + 1_000);
  // 9,000 of them are 36 MB.
  expect(heapMb() - before).toBeLessThan(8);
  hang.resolve('ok');
  while (delivered.length < 10_000) await turn();
  expect(delivered).toEqual(Array.from({ length: 10_000 }, (_, index) => id(index)));
  await dispatcher.stop();
}, 300_000);
