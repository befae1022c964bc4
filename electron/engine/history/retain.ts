import type { Database } from 'better-sqlite3';
import type { Retention } from '../../../shared/config/model.ts';
import { documents, RAW_FROM } from '../storage/tables/documents.ts';
import { TOUCH_EVERY_MS } from '../storage/tables/messages.ts';
import { readMonitors } from '../storage/tables/monitors.ts';
import { readResults, SERIES_SPAN_MS, type SeriesRow } from '../storage/tables/results.ts';
import { FIVE_MINUTES, ONE_HOUR } from './bucket.ts';
import { floorTo } from './track.ts';

/** Rows that one statement deletes; well under a millisecond each hundred. */
const ROWS_AT_ONCE = 500;

/** Deletes rows that a query names, some at a time; a place to pause between. */
type Deletion = Generator<void, void, void>;

/**
 * Deletes what is older than it is to be kept. Each step is a few hundred rows; the caller groups steps into
 * transactions and may pause between any two.
 * @param dropped told which series are gone
 */
export function* retain(
  db: Database,
  retention: Retention,
  now: number,
  dropped: (series: ReadonlySet<number>) => void,
): Deletion {
  const { resultsMs, rollups5mMs, rollups1hMs, incidentsMs, ledgerMs } = retention;
  // On the edge of a bucket: raw rows of a bucket are kept all or not at all.
  const rawCutoff = floorTo(now - resultsMs, FIVE_MINUTES);
  documents(db).put(RAW_FROM, String(rawCutoff));
  yield* oldResults(db, rawCutoff, dropped);
  yield* oldRollups(db, 'rollups_5m', floorTo(now - rollups5mMs, ONE_HOUR) / FIVE_MINUTES);
  yield* oldRollups(db, 'rollups_1h', floorTo(now - rollups1hMs, ONE_HOUR) / ONE_HOUR);
  const changesCutoff = now - rollups1hMs;
  // The last change before the cutoff still says what held at it.
  for (const [table, same] of [
    ['state_changes', 'later.monitor = old.monitor'],
    ['component_changes', 'later.monitor = old.monitor AND later.path = old.path'],
  ] as const) {
    yield* oldRows(
      db,
      table,
      `SELECT id FROM ${table} AS old WHERE since < @cutoff AND EXISTS
         (SELECT 1 FROM ${table} AS later WHERE ${same} AND later.since > old.since AND later.since <= @cutoff)`,
      changesCutoff,
    );
  }
  yield* oldRows(db, 'marks', 'SELECT id FROM marks WHERE at < @cutoff', changesCutoff);
  yield* oldRows(db, 'pauses', 'SELECT id FROM pauses WHERE ended_at < @cutoff', changesCutoff);
  yield* oldRows(db, 'notifications', 'SELECT id FROM notifications WHERE at < @cutoff', now - incidentsMs);
  yield* oldRows(db, 'incidents', 'SELECT id FROM incidents WHERE ended_at < @cutoff', now - incidentsMs);
  yield* oldRows(db, 'silences', 'SELECT id FROM silences WHERE until_at < @cutoff', now - incidentsMs);
  yield* oldRows(db, 'audit', 'SELECT id FROM audit WHERE at < @cutoff', now - incidentsMs);
  yield* oldRows(db, 'ledger', 'SELECT id FROM ledger WHERE at < @cutoff', now - ledgerMs);
  yield* unusedMessages(db, rawCutoff - 2 * TOUCH_EVERY_MS);
}

function* oldResults(db: Database, cutoff: number, dropped: (series: ReadonlySet<number>) => void): Deletion {
  const remove = db.prepare(
    `DELETE FROM results WHERE series = @key AND at < @before AND at <= coalesce(
       (SELECT at FROM results WHERE series = @key ORDER BY at LIMIT 1 OFFSET ${ROWS_AT_ONCE - 1}), @before)`,
  );
  const all = readResults(db).series();
  for (const { key, baseAt } of all) {
    const before = cutoff - baseAt;
    if (before <= 0) continue;
    while (remove.run({ key, before }).changes === ROWS_AT_ONCE) yield;
    yield;
  }
  yield* emptySeries(db, all, cutoff, dropped);
}

/** A series stays as long as results may still come into it. */
function* emptySeries(
  db: Database,
  all: readonly SeriesRow[],
  cutoff: number,
  dropped: (series: ReadonlySet<number>) => void,
): Deletion {
  const remove = db.prepare(
    'DELETE FROM series WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM results WHERE series = ?1)',
  );
  for (const { key, baseAt } of all) {
    if (baseAt + SERIES_SPAN_MS >= cutoff) continue;
    if (remove.run(key).changes > 0) dropped(new Set([key]));
    yield;
  }
}

function* oldRollups(db: Database, table: string, cutoff: number): Deletion {
  const remove = db.prepare(
    `DELETE FROM ${table} WHERE monitor = @monitor AND bucket < @cutoff AND bucket <= coalesce(
       (SELECT bucket FROM ${table} WHERE monitor = @monitor ORDER BY bucket LIMIT 1 OFFSET ${ROWS_AT_ONCE - 1}), @cutoff)`,
  );
  for (const { key } of readMonitors(db).all()) {
    while (remove.run({ monitor: key, cutoff }).changes === ROWS_AT_ONCE) yield;
    yield;
  }
}

/** @param select names the ids of rows that are older than `@cutoff` */
function* oldRows(db: Database, table: string, select: string, cutoff: number): Deletion {
  const remove = db.prepare<{ cutoff: number }>(
    `DELETE FROM ${table} WHERE id IN (${select} LIMIT ${ROWS_AT_ONCE})`,
  );
  while (remove.run({ cutoff }).changes === ROWS_AT_ONCE) yield;
  yield;
}

/** Every result that refers to a message is younger than `cutoff` or touched the message since. */
function* unusedMessages(db: Database, cutoff: number): Deletion {
  const next = db
    .prepare<[number], number | null>(
      `SELECT max(id) FROM (SELECT id FROM messages WHERE id > ? ORDER BY id LIMIT ${ROWS_AT_ONCE})`,
    )
    .pluck();
  const remove = db.prepare('DELETE FROM messages WHERE id > ? AND id <= ? AND last_at < ?');
  let from = 0;
  for (;;) {
    const to = next.get(from) ?? null;
    if (to === null) return;
    remove.run(from, to, cutoff);
    from = to;
    yield;
  }
}
