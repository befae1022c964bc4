import Database from 'better-sqlite3';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryDataDir } from '../../../tests/fixtures/data-dir.ts';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';
import { silentLogger } from '../../../tests/fixtures/history.ts';
import { VirtualClock } from '../../../tests/fakes/virtual-clock.ts';
import type { ReportConfig } from '../../../shared/config/alerts/model.ts';
import type { OutgoingNotification } from '../notify/notifier.ts';
import { openHistoryWriter } from '../history/writer.ts';
import { HISTORY_FILE } from '../storage/data-dir.ts';
import { reportFigures, type ReportSpan } from './figures.ts';
import { createReports } from './report-service.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5, 8);
const DAILY: ReportConfig = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  time: '09:00',
  channel: 'desktop',
  periodMs: DAY,
  zone: 'UTC',
};

/** Reports on a real history; `restart` is a crash: others on what the first left behind. */
async function setUp(reports: ReportConfig[]) {
  const clock = new VirtualClock(MONDAY);
  const dataDir = temporaryDataDir();
  const history = openHistoryWriter(dataDir, { clock, logger: silentLogger });
  onTestFinished(() => history.close());
  const plain = await configFolder().config('monitors: []\n');
  const config = (wanted: ReportConfig[]) => ({ ...plain, notify: { ...plain.notify, reports: wanted } });
  const sent: OutgoingNotification[] = [];
  const spans: ReportSpan[] = [];
  const known = { fails: false };
  const begin = () => {
    const service = createReports({
      clock,
      logger: silentLogger,
      store: history.reports,
      gather(span) {
        if (known.fails) return Promise.reject(new Error('busy'));
        spans.push(span);
        const answers = { monitors: [], metrics: [], before: [], incidents: [], noise: [], newErrors: [] };
        return Promise.resolve(reportFigures({ span, ...answers }));
      },
      dispatch: (notification) => sent.push(notification),
      zone: 'UTC',
      titlePrefix: '',
    });
    service.configure(config(reports));
    service.start();
    return service;
  };
  let service = begin();
  await clock.advance(0);
  return {
    clock,
    sent,
    spans,
    known,
    configure: (wanted: ReportConfig[]) => service.configure(config(wanted)),
    restart: async () => {
      service.stop();
      service = begin();
      await clock.advance(0);
    },
    /** What the history holds of reports. */
    kept: () => {
      const db = new Database(path.join(dataDir, HISTORY_FILE), { readonly: true });
      const waiting = db.prepare<[], string>('SELECT delivery_key FROM outbox ORDER BY id').pluck().all();
      const ledger = db
        .prepare<[], { subject: string; decision: string; text: string }>(
          'SELECT subject, decision, text FROM ledger',
        )
        .all();
      db.close();
      return { waiting, ledger };
    },
  };
}

describe('a scheduled report', () => {
  it('goes to its channel when it is due, tells of the period before, and stands in the outbox', async () => {
    const { clock, sent, spans, kept } = await setUp([DAILY]);
    await clock.advance(HOUR - 1);
    expect(sent).toEqual([]);
    await clock.advance(1);
    expect(sent).toMatchObject([
      { kind: 'report', channelId: 'desktop', severity: 'info', subjects: [], at: MONDAY + HOUR },
    ]);
    expect(spans).toEqual([{ from: MONDAY + HOUR - DAY, to: MONDAY + HOUR }]);
    expect(kept().waiting).toEqual(['report-desktop-1d-20260105T090000Z']);
    clock.suspend(DAY - 60_000);
    await clock.advance(60_000);
    expect(sent.map(({ id }) => id.slice(-16))).toEqual(['20260105T090000Z', '20260106T090000Z']);
  });

  it('goes out once, however often Watchpost is started again', async () => {
    const { clock, sent, restart } = await setUp([DAILY]);
    await clock.advance(HOUR);
    for (let times = 0; times < 3; times += 1) await restart();
    await clock.advance(HOUR);
    await restart();
    expect(sent).toHaveLength(1);
  });

  it('that fell due during sleep goes out on return, once', async () => {
    const { clock, sent, kept } = await setUp([DAILY]);
    clock.suspend(6 * HOUR);
    await clock.advance(60_000);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toContain('Sent late: it was due Mon 5 Jan, 09:00');
    expect(kept().ledger).toEqual([]);
  });

  it('that fell due while nothing ran is sent, older ones are told in the ledger', async () => {
    const { clock, sent, restart, kept } = await setUp([DAILY]);
    clock.suspend(3 * DAY);
    await restart();
    expect(sent.map(({ id }) => id)).toEqual(['report-desktop-1d-20260107T090000Z']);
    expect(kept().ledger).toEqual([
      {
        subject: 'report:desktop',
        decision: 'dropped',
        text: 'desktop: 2 reports due up to 2026-01-06T09:00:00.000Z: Watchpost was not running or asleep then',
      },
    ]);
    await restart();
    expect(sent).toHaveLength(1);
  });

  it('that is older than a day is not sent any more, and the ledger says so', async () => {
    const { clock, sent, restart, kept } = await setUp([{ ...DAILY, days: ['mon'] }]);
    clock.suspend(3 * DAY);
    await restart();
    await restart();
    expect(sent).toEqual([]);
    expect(kept().ledger).toMatchObject([
      { decision: 'dropped', text: expect.stringContaining('the report due 2026-01-05T09:00:00.000Z') },
    ]);
  });

  it('that is new begins with the next time, and one that was changed is new', async () => {
    const { clock, sent, configure, restart } = await setUp([]);
    await clock.advance(2 * HOUR);
    configure([DAILY]);
    await clock.advance(60_000);
    await restart();
    configure([DAILY]);
    await clock.advance(60_000);
    expect(sent).toEqual([]);
    configure([{ ...DAILY, time: '09:30' }]);
    await clock.advance(60_000);
    expect(sent).toEqual([]);
    clock.suspend(DAY);
    await clock.advance(60_000);
    expect(sent.map(({ id }) => id)).toEqual(['report-desktop-1d-20260106T093000Z']);
  });

  it('is made again where the history could not be asked, and no other waits for it', async () => {
    const { clock, sent, known } = await setUp([DAILY, { ...DAILY, time: '10:00' }]);
    known.fails = true;
    await clock.advance(HOUR + 60_000);
    expect(sent).toEqual([]);
    known.fails = false;
    await clock.advance(60_000);
    expect(sent).toHaveLength(1);
    await clock.advance(HOUR);
    expect(sent).toHaveLength(2);
  });

  it('is not sent twice where the clock is set back, nor kept off for ever where it was far ahead', async () => {
    const { clock, sent } = await setUp([DAILY]);
    await clock.advance(2 * HOUR);
    clock.stepWall(-3 * HOUR);
    await clock.advance(3 * HOUR);
    expect(sent).toHaveLength(1);
    clock.stepWall(365 * DAY);
    await clock.advance(60_000);
    clock.stepWall(-365 * DAY);
    await clock.advance(60_000);
    const before = sent.length;
    clock.suspend(DAY);
    await clock.advance(60_000);
    expect(sent.length).toBe(before + 1);
  });
});
