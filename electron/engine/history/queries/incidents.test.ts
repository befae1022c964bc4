import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryDataDir } from '../../../../tests/fixtures/data-dir.ts';
import { checkResult, openWriter } from '../../../../tests/fixtures/history.ts';
import { HISTORY_FILE } from '../../storage/data-dir.ts';
import { historyMigrations } from '../../storage/migrations/history/index.ts';
import { closeDatabase, openDatabase } from '../../storage/open.ts';
import { writeAcks } from '../../storage/tables/acks.ts';
import { writeAudit } from '../../storage/tables/audit.ts';
import type { IncidentChange } from '../../alerts/core/effects.ts';
import { writeIncidents } from '../../storage/tables/incidents.ts';
import { readSilences, writeSilences, type SilenceRow } from '../../storage/tables/silences.ts';
import type { StateChange } from '../../monitors/events.ts';
import { openHistory, type History } from '../open-history.ts';

const MINUTE = 60_000;
const row: IncidentChange = {
  id: 'i1',
  subject: 'api',
  severity: 'critical',
  startedAt: 100 * MINUTE,
  endedAt: null,
  rules: ['unhealthy'],
};

/** A history to whose tables `write` was done, opened for reading. */
function written(write: (db: Database) => void, dataDir = temporaryDataDir()): History {
  const db = openDatabase(path.join(dataDir, HISTORY_FILE), historyMigrations);
  write(db);
  closeDatabase(db);
  const history = openHistory(dataDir);
  onTestFinished(() => history.close());
  return history;
}

describe('incidents', () => {
  it('are told newest first where they overlap the span, the open ones with it', () => {
    const history = written((db) => {
      const { put } = writeIncidents(db);
      put(row);
      put({ ...row, id: 'i0', startedAt: 10 * MINUTE, endedAt: 20 * MINUTE });
      put({ ...row, id: 'i2', startedAt: 200 * MINUTE, endedAt: 210 * MINUTE, subject: 'db' });
    });
    const ids = (since: number, more: { until?: number; subject?: string } = {}) =>
      history.query('incidents', { since, limit: 10, ...more }).incidents.map(({ id }) => id);
    expect(ids(0)).toEqual(['i2', 'i1', 'i0']);
    expect(ids(20 * MINUTE + 1)).toEqual(['i2', 'i1']);
    expect(ids(0, { until: 200 * MINUTE })).toEqual(['i1', 'i0']);
    expect(ids(0, { subject: 'db' })).toEqual(['i2']);
  });

  it('go on when they are put again: worse, with more rules, ended', () => {
    const history = written((db) => {
      const { put } = writeIncidents(db);
      put({ ...row, severity: 'warning' });
      put({ ...row, rules: ['degraded', 'unhealthy'], endedAt: 130 * MINUTE });
      db.prepare(
        `INSERT INTO ledger (at, subject, rule, decision, text) VALUES (?, 'api', 'unhealthy', 'fired', ?)`,
      ).run(100 * MINUTE, 'API is unhealthy');
    });
    expect(history.query('incidents', { since: 0, limit: 10 }).incidents).toEqual([
      {
        ...row,
        state: 'closed',
        endedAt: 130 * MINUTE,
        rules: ['degraded', 'unhealthy'],
        summary: 'API is unhealthy',
        acked: null,
      },
    ]);
  });

  it('carry the ack that holds, and of a closed one the last', () => {
    const history = written((db) => {
      writeIncidents(db).put(row);
      writeIncidents(db).put({ ...row, id: 'i2', subject: 'db', endedAt: 130 * MINUTE });
      const acks = writeAcks(db);
      acks.add({ subject: 'api', at: 101 * MINUTE, by: 'ada', text: 'on it', endedAt: null });
      acks.end('api', 110 * MINUTE);
      acks.add({ subject: 'db', at: 105 * MINUTE, by: 'bob', text: '', endedAt: 130 * MINUTE });
    });
    const acked = history
      .query('incidents', { since: 0, limit: 10 })
      .incidents.map(({ subject, acked }) => [subject, acked?.by ?? null]);
    expect(Object.fromEntries(acked)).toEqual({ api: null, db: 'bob' });
  });
});

describe('what an incident was about', () => {
  it('is what the monitor said when its state changed, not what it said long before', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    const change = (at: number, message: string): StateChange => ({
      monitorId: 'api',
      from: 'healthy',
      to: 'unhealthy',
      reason: null,
      components: [],
      at,
      since: at,
      message,
    });
    writer.recordResult(checkResult(row.startedAt), MINUTE);
    writer.recordStateChange(change(row.startedAt - 60 * MINUTE, 'long ago'));
    writer.recordStateChange(change(row.startedAt - 20, 'connection refused'));
    writer.close();
    const history = written((db) => {
      const { put } = writeIncidents(db);
      put(row);
      put({ ...row, id: 'i2', startedAt: row.startedAt + 30 * MINUTE });
    }, dataDir);
    const { incidents } = history.query('incidents', { since: 0, limit: 10 });
    expect(incidents.map(({ id, summary }) => [id, summary])).toEqual([
      ['i2', 'unhealthy'],
      ['i1', 'connection refused'],
    ]);
  });
});

describe('one incident', () => {
  it('has its timeline, and what others did from a quarter of an hour before it to its end', () => {
    const dataDir = temporaryDataDir();
    const writer = openWriter(dataDir);
    const start = row.startedAt;
    for (const at of [start, start + MINUTE])
      writer.recordResult(checkResult(at, { monitorId: 'db' }), MINUTE);
    const change: Omit<StateChange, 'at' | 'since'> = {
      monitorId: 'db',
      from: 'healthy',
      to: 'unhealthy',
      reason: null,
      message: 'gone',
      components: [],
    };
    writer.recordStateChange({ ...change, at: start - 16 * MINUTE, since: start - 16 * MINUTE });
    writer.recordMark({ at: start - 14 * MINUTE, kind: 'deploy', monitorId: null, text: 'deployed 2' });
    writer.recordMark({ at: start + 31 * MINUTE, kind: 'mark', monitorId: null, text: 'lunch' });
    writer.close();
    const history = written((db) => {
      const incidents = writeIncidents(db);
      incidents.put({ ...row, endedAt: start + 30 * MINUTE });
      incidents.addEvent({ incident: 'i1', at: start + MINUTE, kind: 'ack', text: 'ada: on it' });
      incidents.addEvent({ incident: 'i1', at: start, kind: 'alert', text: 'unhealthy fires' });
    }, dataDir);
    const { incident, timeline, elsewhere } = history.query('incident', { id: 'i1' });
    expect(incident?.id).toBe('i1');
    expect(timeline.map(({ kind }) => kind)).toEqual(['alert', 'ack']);
    expect(elsewhere).toEqual([{ at: start - 14 * MINUTE, kind: 'deploy', text: 'deployed 2', subject: '' }]);
    expect(history.query('incident', { id: 'nope' })).toEqual({
      incident: null,
      timeline: [],
      elsewhere: [],
    });
  });
});

describe('the ledger', () => {
  it('is read newest first, by subject and rule, page by page', () => {
    const history = written((db) => {
      const add = db.prepare(
        'INSERT INTO ledger (at, subject, rule, decision, by, text) VALUES (?, ?, ?, ?, ?, ?)',
      );
      add.run(1, 'api', 'unhealthy', 'fired', null, 'API is unhealthy');
      add.run(2, 'api', 'unhealthy', 'held', 'gateway', 'behind Gateway');
      add.run(3, 'db', '', 'delivered', null, 'desktop');
    });
    const ask = (more: object) =>
      history
        .query('ledger', { subject: null, rule: null, limit: 2, before: null, ...more })
        .rows.map(({ id, by }) => [id, by]);
    expect(ask({})).toEqual([
      [3, null],
      [2, 'gateway'],
    ]);
    expect(ask({ before: 2 })).toEqual([[1, null]]);
    expect(ask({ subject: 'db' })).toEqual([[3, null]]);
    expect(ask({ rule: 'unhealthy' })).toHaveLength(2);
    expect(
      history.query('ledger', { subject: 'db', rule: null, limit: 1, before: null }).rows[0]?.rule,
    ).toBeNull();
  });
});

describe('the noise of rules', () => {
  it('is counted from what was shown and when it was over', () => {
    const day = 86_400_000;
    const history = written((db) => {
      const popup = db.prepare(
        `INSERT INTO notifications (at, channel, kind, severity, title, body, subjects, outcome, detail, rules)
         VALUES (?, 'desktop', ?, 'critical', '', '', '["api"]', ?, '', '["unhealthy"]')`,
      );
      const resolved = db.prepare(
        `INSERT INTO ledger (at, subject, rule, decision, text) VALUES (?, 'api', 'unhealthy', 'resolved', '')`,
      );
      for (const hour of [1, 2, 3]) {
        popup.run(day + hour * 60 * MINUTE, 'problem', 'shown');
        resolved.run(day + hour * 60 * MINUTE + MINUTE);
      }
      popup.run(day, 'recovery', 'shown');
      popup.run(day, 'problem', 'failed');
      popup.run(1, 'problem', 'shown');
    });
    const { rules } = history.query('noise', { days: 7, now: 8 * day });
    expect(rules).toEqual([expect.objectContaining({ rule: 'unhealthy', popups: 3, brief: 3, perWeek: 3 })]);
    expect(rules[0]?.suggestion).toMatchObject({ popups: 0 });
  });

  it('holds for being offline too, which is about no subject', () => {
    const history = written((db) => {
      db.exec(
        `INSERT INTO notifications (at, channel, kind, severity, title, body, subjects, outcome, detail, rules)
         VALUES (1000, 'desktop', 'offline', 'info', '', '', '[]', 'shown', '', '["offline"]')`,
      );
    });
    const { rules } = history.query('noise', { days: 7, now: 2000 });
    expect(rules).toEqual([expect.objectContaining({ rule: 'offline', popups: 1, brief: 0 })]);
  });
});

describe('silences and the audit', () => {
  const silence: SilenceRow = {
    id: 's1',
    match: { monitor: ['book-*'] },
    from: 10,
    until: 20,
    reason: 'deploy',
    by: 'ada',
    createdAt: 5,
    removedAt: null,
  };

  it('keep what is not over, removed ones until then', () => {
    let left: string[][] = [];
    written((db) => {
      const { add, remove } = writeSilences(db);
      add(silence);
      add({ ...silence, id: 's2', until: null, createdAt: 6 });
      remove('s2', 15);
      left = [0, 14, 15, 20].map((since) => readSilences(db)(since).map(({ id }) => id));
    });
    expect(left).toEqual([['s1', 's2'], ['s1', 's2'], ['s1'], []]);
  });

  it('tell who did what, newest first', () => {
    const history = written((db) => {
      const { add } = writeAudit(db);
      add({ at: 1, by: 'ada', action: 'silence', text: 'book-* until 20:00' });
      add({ at: 2, by: 'bob', action: 'purge', text: '3 records' });
    });
    expect(history.query('audit', { limit: 5 }).entries.map(({ by }) => by)).toEqual(['bob', 'ada']);
  });
});
