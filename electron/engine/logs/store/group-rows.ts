import type { Database } from 'better-sqlite3';
import { LOG_LEVELS } from '../../../../shared/domain/log-level.ts';
import type { ERROR_GROUP_STATES } from '../../../../shared/contract/log-schemas.ts';
import type { ErrorGroupKey } from '../groups/group.ts';

export type GroupState = (typeof ERROR_GROUP_STATES)[number];

/** One occurrence. */
export interface Occurrence {
  key: ErrorGroupKey;
  service: string | null;
  source: number;
  time: number;
  /** It was there before its source was added: it brings back no group that was resolved. */
  backfilled: boolean;
}

/** What an occurrence did to its group. */
export interface Counted {
  group: number;
  isNew: boolean;
  /** It was resolved, or the group that it was merged into was. */
  regressed: boolean;
}

interface GroupRow {
  key: number;
  state: GroupState;
  merged_into: number | null;
}

interface Tally {
  key: number;
  level: number;
  title: string;
  from: number;
  to: number;
  count: number;
  /** By minute and source. */
  minutes: Map<string, { minute: number; source: number; count: number }>;
}

/** Error groups. */
export interface GroupRows {
  /** Counts the occurrences of one transaction: what they sum up to is written at its end. */
  counting(): { add(occurrence: Occurrence): Counted; write(): void };
  /** Takes an occurrence back that became another record; a group without any is gone. */
  takeBack(group: number, source: number, time: number): void;
  /** @returns whether there is such a group */
  setState(fingerprint: string, state: GroupState): boolean;
  /**
   * From now on these groups, and those that were merged into them, are shown as one.
   * @returns the first fingerprint that nobody knows; nothing is merged then
   */
  merge(into: string, fingerprints: readonly string[]): string | null;
  /** @returns the fingerprint of the group that it was merged into; null where it was in none */
  split(fingerprint: string): string | null;
}

export function groupRows(db: Database): GroupRows {
  const find = db.prepare<[string], GroupRow>(
    'SELECT key, state, merged_into FROM error_groups WHERE fingerprint = ?',
  );
  const byKey = db.prepare<[number], GroupRow>(
    'SELECT key, state, merged_into FROM error_groups WHERE key = ?',
  );
  const insert = db
    .prepare<Record<string, unknown>, number>(
      `INSERT INTO error_groups (fingerprint, title, service, level, state, first_seen, last_seen, count)
       VALUES (@fingerprint, @title, @service, @level, 'open', @time, @time, 0) RETURNING key`,
    )
    .pluck();
  const setState = db.prepare('UPDATE error_groups SET state = ? WHERE key = ?');
  const add = db.prepare(
    `UPDATE error_groups SET count = count + @count, level = max(level, @level),
       title = CASE WHEN @to >= last_seen THEN @title ELSE title END,
       first_seen = min(first_seen, @from), last_seen = max(last_seen, @to) WHERE key = @key`,
  );
  const addMinute = db.prepare(
    `INSERT INTO group_counts (error_group, minute, source, count) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  const less = db.prepare('UPDATE error_groups SET count = count - 1 WHERE key = ?');
  const lessInMinute = db.prepare(
    'UPDATE group_counts SET count = count - 1 WHERE error_group = ? AND minute = ? AND source = ?',
  );
  const dropMinutes = db.prepare('DELETE FROM group_counts WHERE error_group = ? AND count <= 0');
  const dropEmpty = db.prepare(
    `DELETE FROM error_groups WHERE key = ? AND count <= 0 AND state IN ('open', 'regressed')
       AND merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM error_groups AS child WHERE child.merged_into = ?)`,
  );

  const setStateOf = db.prepare('UPDATE error_groups SET state = ? WHERE fingerprint = ?');
  const mergeInto = db.prepare(
    `UPDATE error_groups SET merged_into = @into
     WHERE (key = @key OR merged_into = @key) AND key <> @into`,
  );
  const into = db
    .prepare<[string], string>(
      `SELECT root.fingerprint FROM error_groups AS own JOIN error_groups AS root ON root.key = own.merged_into
       WHERE own.fingerprint = ?`,
    )
    .pluck();
  const splitOff = db.prepare('UPDATE error_groups SET merged_into = NULL WHERE fingerprint = ?');

  function regresses({ key, state, merged_into: into }: GroupRow): boolean {
    const shown = into === null ? { key, state } : (byKey.get(into) ?? { key, state });
    if (shown.state !== 'resolved') return false;
    setState.run('regressed', shown.key);
    return true;
  }

  return {
    counting() {
      const tallies = new Map<string, Tally>();
      return {
        add({ key, service, source, time, backfilled }) {
          let tally = tallies.get(key.fingerprint);
          let isNew = false;
          let regressed = false;
          if (!tally) {
            const row = find.get(key.fingerprint);
            const level = LOG_LEVELS.indexOf(key.level);
            isNew = row === undefined;
            const group = row?.key ?? Number(insert.get({ ...key, service, level, time }));
            tally = {
              key: group,
              level,
              title: key.title,
              from: time,
              to: time,
              count: 0,
              minutes: new Map(),
            };
            tallies.set(key.fingerprint, tally);
            // Once a transaction is enough: nobody resolves a group amid one.
            regressed = row !== undefined && !backfilled && regresses(row);
          }
          count(tally, key, source, time);
          return { group: tally.key, isNew, regressed };
        },
        write() {
          for (const { minutes, ...tally } of tallies.values()) {
            add.run(tally);
            for (const { minute, source, count: n } of minutes.values())
              addMinute.run(tally.key, minute, source, n);
          }
        },
      };
    },
    takeBack(group, source, time) {
      less.run(group);
      lessInMinute.run(group, minuteOf(time), source);
      dropMinutes.run(group);
      dropEmpty.run(group, group);
    },
    setState: (fingerprint, state) => setStateOf.run(state, fingerprint).changes > 0,
    merge(root, fingerprints) {
      const unknown = [root, ...fingerprints].find((each) => !find.get(each));
      const row = find.get(root);
      if (unknown !== undefined || !row) return unknown ?? root;
      for (const each of fingerprints) {
        const key = find.get(each)?.key;
        if (key !== row.key) mergeInto.run({ key, into: row.merged_into ?? row.key });
      }
      return null;
    },
    split(fingerprint) {
      const from = into.get(fingerprint) ?? null;
      if (from !== null) splitOff.run(fingerprint);
      return from;
    },
  };
}

function count(tally: Tally, { level, title }: ErrorGroupKey, source: number, time: number): void {
  tally.count += 1;
  tally.level = Math.max(tally.level, LOG_LEVELS.indexOf(level));
  if (time >= tally.to) Object.assign(tally, { to: time, title });
  tally.from = Math.min(tally.from, time);
  const minute = minuteOf(time);
  const id = `${minute} ${source}`;
  const known = tally.minutes.get(id);
  if (known) known.count += 1;
  else tally.minutes.set(id, { minute, source, count: 1 });
}

/** Epoch minutes, as rollups count them. */
export function minuteOf(time: number): number {
  return Math.floor(time / 60_000);
}
