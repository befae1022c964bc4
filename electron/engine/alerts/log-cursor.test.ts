import { describe, expect, it } from 'vitest';
import { alertServiceDeps } from '../../../tests/fakes/alert-service-deps.ts';
import { MemoryAlertStore } from '../../../tests/fakes/memory-alert-store.ts';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import { EVERY_RECORD } from '../../../shared/config/alerts/built-in.ts';
import type { AlertRule } from '../../../shared/config/alerts/model.ts';
import type { Config } from '../../../shared/config/model.ts';
import { buildNotify } from '../../../shared/config/notify/notify.ts';
import type { OutgoingNotification } from '../notify/notifier.ts';
import { createAlertService } from './alert-service.ts';
import type { LogMatch } from './core/inputs.ts';

const MINUTE = 60_000;

const MANY: AlertRule = {
  id: 'many',
  severity: 'warning',
  when: {
    kind: 'log_count',
    filter: { ...EVERY_RECORD, level: 'error' },
    rate: false,
    threshold: { direction: 'above', limit: 10 },
    overMs: 5 * MINUTE,
  },
  monitors: [],
  forMs: 0,
  keepFiringForMs: 0,
  labels: {},
  runbook: null,
  message: null,
};

/** Alerts on one log source, which a test lets die as by a kill: what it did not write down is lost. */
function setUp() {
  const clock = new VirtualClock(0);
  let store = new MemoryAlertStore();
  const sent: OutgoingNotification[] = [];
  let runs = 0;
  const config = {
    environment: 'production',
    monitors: [],
    logs: [{ id: 'app', name: 'App', group: null, monitors: [] }],
    alerts: [MANY],
    notify: buildNotify(undefined),
    maintenance: [],
  } as unknown as Config;
  const begin = () => {
    const own = store;
    const service = createAlertService(
      alertServiceDeps({
        clock,
        store: own,
        status: () => null,
        dispatch: (notification) => store === own && sent.push(notification),
        newId: () => `run-${(runs += 1)}`,
      }),
    );
    service.configure(config);
    service.start();
    return service;
  };
  let service = begin();
  const match = (count: number): LogMatch => ({
    source: 'app',
    hits: [{ condition: 'many\n', value: null }],
    time: clock.now(),
    readAt: clock.now(),
    count,
    group: null,
    backfilled: false,
  });
  return {
    clock,
    sent,
    read: (count: number, after: number) => service.logs([match(count)], { store: 'this', after, since: 0 }),
    cursor: () => store.logCursor,
    die: () => {
      store = Object.assign(new MemoryAlertStore(), store);
      service = begin();
    },
  };
}

describe('log records that were judged', () => {
  it('count towards a rule also over a restart', async () => {
    const { clock, sent, read, die } = setUp();
    await clock.advance(3 * MINUTE);
    read(6, 6);
    await clock.advance(10_000);
    die();
    read(6, 12);
    await clock.advance(MINUTE);
    expect(sent).toMatchObject([{ kind: 'problem', subjects: ['log:app'], rules: ['many'] }]);
  });

  it('are written down with how far that was, soon where they decide nothing and at once where they do', async () => {
    const { clock, sent, cursor, read, die } = setUp();
    await clock.advance(3 * MINUTE);
    read(6, 6);
    await clock.advance(1000);
    expect(cursor()).toBeNull();
    await clock.advance(5000);
    expect(cursor()).toEqual({ store: 'this', after: 6, since: 0 });
    read(6, 12);
    await clock.advance(100);
    expect(cursor()).toEqual({ store: 'this', after: 12, since: 0 });
    die();
    await clock.advance(MINUTE);
    expect(sent).toMatchObject([{ kind: 'problem', rules: ['many'] }]);
  });
});
