import { describe, expect, it } from 'vitest';
import { temporaryDataDir } from '../../../../tests/fixtures/data-dir.ts';
import { createLogStore, winstonLine, type LogStore } from '../../../../tests/fixtures/log-store.ts';
import { builtInRules, EVERY_RECORD } from '../../../../shared/config/alerts/built-in.ts';
import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import type { LogCursor } from '../../alerts/logs/log-cursor.ts';
import { logRules } from '../../alerts/logs/log-rules.ts';
import { openLogs } from '../open-logs.ts';
import { RECORD_FLAGS } from '../store/stored-record.ts';
import { createLogQueries, type LogQueries } from './index.ts';

const NOON = Date.parse('2026-07-04T12:00:00Z');
const NOTHING: LogCursor = { store: null, after: 0, since: 0 };
const newErrors = logRules(builtInRules('production'));

function withStore(use: (store: LogStore, queries: LogQueries) => void): void {
  const store = createLogStore(temporaryDataDir());
  try {
    use(store, createLogQueries(store.db));
  } finally {
    store.close();
  }
}

const ask = (queries: LogQueries, rules: AlertRule[], cursor = NOTHING, limit = 100) =>
  queries.logMatches({ settings: [], rules, version: 1, cursor, limit });

function counting(search: string | null): AlertRule {
  const rest = { monitors: [], forMs: 0, keepFiringForMs: 0, labels: {}, runbook: null, message: null };
  const threshold = { direction: 'above' as const, limit: 1 };
  const filter = { ...EVERY_RECORD, search };
  return {
    id: 'count',
    severity: 'warning',
    when: { kind: 'log_count', filter, rate: false, threshold, overMs: 1000 },
    ...rest,
  };
}

describe('records for alert rules', () => {
  it('are handed over where they fit a rule, like ones as one, whether they are rows or in a block', () => {
    withStore((store, queries) => {
      const shop = store.source('shop');
      const lines = ['slow', 'fast', 'slow'].map((word, index) => winstonLine(NOON + index, word));
      store.add(shop, lines, 'block');
      store.add(shop, lines, 'rows');
      const { matches, cursor, more } = ask(queries, [counting('slow')]);
      expect(matches).toMatchObject([
        { source: 'shop', count: 4, hits: [{ condition: 'count\n', value: null }] },
      ]);
      expect([cursor.after, more]).toEqual([6, false]);
    });
  });

  it('are looked at in portions, each once', () => {
    withStore((store, queries) => {
      const lines = Array.from({ length: 10 }, (_, index) => winstonLine(NOON + index * 1000, `at ${index}`));
      store.add(store.source('shop'), lines, 'block');
      const first = ask(queries, [counting(null)], NOTHING, 4);
      expect([first.matches.length, first.more]).toEqual([4, true]);
      const second = ask(queries, [counting(null)], first.cursor);
      expect([second.matches.length, second.more]).toEqual([6, false]);
      expect(ask(queries, [counting(null)], second.cursor).matches).toEqual([]);
    });
  });

  it('cross for the built-in rule only where they are errors, with what their group says', () => {
    withStore((store, queries) => {
      const shop = store.source('shop');
      store.add(shop, [winstonLine(NOON, 'fine'), winstonLine(NOON, 'broke', { level: 'error' })], 'rows');
      store.db.prepare('UPDATE hot_records SET flags = ? WHERE seq = 2').run(RECORD_FLAGS.newGroup);
      expect(ask(queries, newErrors).matches).toMatchObject([
        { count: 1, group: { title: 'broke', isNew: true, isRegressed: false } },
      ]);
    });
  });

  it('never fire where somebody ignores their group, or where they were there before Watchpost looked', () => {
    withStore((store, queries) => {
      const shop = store.source('shop');
      const broke = winstonLine(NOON, 'broke', { level: 'error' });
      store.add(shop, [broke], 'rows');
      store.db.prepare("UPDATE error_groups SET state = 'ignored'").run();
      store.db.prepare('UPDATE hot_records SET flags = ?').run(RECORD_FLAGS.newGroup);
      expect(ask(queries, newErrors)).toMatchObject({ matches: [], cursor: { after: 1 } });
      store.db.prepare("UPDATE error_groups SET state = 'open'").run();
      store.db
        .prepare('UPDATE hot_records SET flags = ?')
        .run(RECORD_FLAGS.newGroup | RECORD_FLAGS.backfilled);
      expect(ask(queries, newErrors)).toMatchObject({ matches: [], cursor: { after: 1 } });
    });
  });

  it('are passed over where no rule looks at logs, or where nobody was there when they were read', () => {
    withStore((store, queries) => {
      store.add(store.source('shop'), [winstonLine(NOON, 'slow'), winstonLine(NOON + 1000, 'slow')], 'rows');
      expect(ask(queries, [])).toMatchObject({ matches: [], cursor: { after: 2 }, more: false });
      const late = ask(queries, [counting('slow')], { ...NOTHING, since: NOON + 1 });
      expect(late).toMatchObject({ matches: [{ count: 1, time: NOON + 1000 }], cursor: { after: 2 } });
    });
  });

  it('begin anew in a logs.db that began anew', () => {
    withStore((store, queries) => {
      store.add(store.source('shop'), [winstonLine(NOON, 'slow')], 'rows');
      const of = (name: string | null) =>
        ask(queries, [counting('slow')], { store: name, after: 1, since: 0 }).matches.length;
      const { store: name } = ask(queries, []).cursor;
      expect(name).toMatch(/^[0-9a-f]{32}$/u);
      expect([of(name), of('another'), of(null)]).toEqual([0, 1, 0]);
    });
  });

  it('leave the cursor alone where there is no logs.db', () => {
    const logs = openLogs(temporaryDataDir());
    const cursor = { store: 'lost', after: 7, since: 0 };
    expect(
      logs.query('logMatches', { settings: [], rules: newErrors, version: 1, cursor, limit: 1 }),
    ).toEqual({
      matches: [],
      cursor,
      more: false,
    });
    logs.close();
  });
});
