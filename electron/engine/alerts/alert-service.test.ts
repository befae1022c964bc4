import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import type { MonitorStatus } from '../../../shared/domain/monitor-status.ts';
import { STANDARD_CHANNEL } from '../../../shared/config/notify/channels.ts';
import type { State } from '../../../shared/domain/state.ts';
import type { OutgoingNotification } from '../notify/notifier.ts';
import { createAlertService } from './alert-service.ts';
import type { AlertMemory, AlertStore, LedgerEntry } from './alert-store.ts';
import { BUILT_IN_RULES } from './rules.ts';

const SECOND = 1000;

/** A store in memory that keeps what a database would, so that a second service can start from it. */
class MemoryStore implements AlertStore {
  memory: AlertMemory | null = null;
  outbox = new Map<string, OutgoingNotification>();
  ledger: LedgerEntry[] = [];

  loadMemory() {
    return this.memory && structuredClone(this.memory);
  }
  commit(change: Parameters<AlertStore['commit']>[0]) {
    this.memory = structuredClone(change.memory);
    this.ledger.push(...change.ledger);
    for (const notification of change.queued) this.outbox.set(notification.id, notification);
    for (const id of change.settled) this.outbox.delete(id);
  }
}

function setUp() {
  const clock = new VirtualClock(0);
  const store = new MemoryStore();
  const statuses = new Map<string, MonitorStatus>();
  const sent: OutgoingNotification[] = [];
  let ids = 0;
  const begin = () => {
    const service = createAlertService({
      clock,
      store,
      rules: BUILT_IN_RULES,
      status: (id) => statuses.get(id) ?? null,
      dispatch: (notification) => sent.push(notification),
      newId: () => `n${(ids += 1)}`,
      titlePrefix: '',
      words: { clockTime: (at) => `t${at / SECOND}`, duration: (ms) => `${ms / SECOND} s` },
    });
    service.configure({
      groupWaitMs: 10 * SECOND,
      channels: [STANDARD_CHANNEL],
      deadman: null,
    });
    service.start();
    return service;
  };
  let service = begin();
  const set = (id: string, state: State, group: string | null = null) => {
    const known = {
      id,
      name: id.toUpperCase(),
      group,
      state,
      since: clock.now(),
      message: '',
      components: [],
    };
    statuses.set(id, { ...known, runbook: null } as unknown as MonitorStatus);
    service.evaluate(id);
  };
  return {
    clock,
    store,
    set,
    sent,
    titles: () => sent.map(({ title }) => title),
    close: (id: string, reason: string) => service.close(id, reason),
    settle: (outcome: 'shown' | 'failed') => {
      const notification = sent.at(-1);
      if (notification) service.settled({ notification, outcome, detail: 'node-notifier' });
    },
    restart: () => {
      service.stop();
      service = begin();
    },
  };
}

describe('alerts', () => {
  it('pop up once for an outage and once for its end', async () => {
    const { clock, set, titles } = setUp();
    set('api', 'unhealthy');
    await clock.advance(60 * SECOND);
    set('api', 'healthy');
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual(['API is unhealthy', 'API is healthy again']);
  });

  it('say nothing about what is over within the wait', async () => {
    const { clock, set, titles, store } = setUp();
    set('api', 'unhealthy');
    await clock.advance(5 * SECOND);
    set('api', 'healthy');
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual([]);
    expect(store.ledger.map(({ decision }) => decision)).toEqual(['fired', 'resolved']);
  });

  it('put monitors of one group into one popup and those of another into their own', async () => {
    const { clock, set, titles } = setUp();
    set('a', 'unhealthy', 'Books');
    set('b', 'unhealthy', 'Books');
    set('c', 'unhealthy', 'Shop');
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual(['A and B are unhealthy', 'C is unhealthy']);
  });

  it('neither end nor repeat while a monitor is unknown', async () => {
    const { clock, set, titles } = setUp();
    set('api', 'unhealthy');
    await clock.advance(20 * SECOND);
    set('api', 'unknown');
    await clock.advance(3600 * SECOND);
    set('api', 'unhealthy');
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual(['API is unhealthy']);
  });

  it('do not repeat after a restart, and still tell the end with the time it took', async () => {
    const { clock, set, sent, settle, restart, titles } = setUp();
    set('api', 'unhealthy');
    await clock.advance(20 * SECOND);
    settle('shown');
    restart();
    set('api', 'unhealthy');
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual(['API is unhealthy']);
    set('api', 'healthy');
    await clock.advance(60 * SECOND);
    expect(sent.at(-1)).toMatchObject({ kind: 'recovery', body: 'After 90 s' });
  });

  it('leave what was decided and not yet delivered in the outbox over a crash, and decide nothing twice', async () => {
    const { clock, set, sent, restart, settle, store } = setUp();
    set('api', 'unhealthy');
    await clock.advance(20 * SECOND);
    restart();
    await clock.advance(60 * SECOND);
    expect(sent.map(({ id }) => id)).toEqual(['n1']);
    expect([...store.outbox.keys()]).toEqual(['n1']);
    settle('shown');
    expect(store.outbox.size).toBe(0);
  });

  it('close without a word when the monitor is removed or paused', async () => {
    const { clock, set, close, titles, store } = setUp();
    set('api', 'unhealthy');
    await clock.advance(20 * SECOND);
    close('api', 'paused');
    await clock.advance(60 * SECOND);
    expect(titles()).toEqual(['API is unhealthy']);
    expect(store.ledger.at(-1)).toMatchObject({ decision: 'closed', text: 'paused' });
  });

  it('keep a ledger of what was decided and what became of it', async () => {
    const { clock, set, settle, store } = setUp();
    set('api', 'unhealthy');
    await clock.advance(20 * SECOND);
    settle('failed');
    expect(store.ledger.map(({ decision, subject }) => `${subject} ${decision}`)).toEqual([
      'api fired',
      'api queued',
      'api failed',
    ]);
  });
});
