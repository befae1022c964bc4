import type { Database } from 'better-sqlite3';
import type { ErrorGroup } from '../../../../shared/contract/log-schemas.ts';

export interface GroupRow {
  key: number;
  fingerprint: string;
  title: string;
  service: string | null;
  level: number;
  state: ErrorGroup['state'];
  first_seen: number;
  last_seen: number;
  count: number;
  merged_into: number | null;
}

/** Which groups were merged by hand, as it stands at one moment. */
export interface Families {
  /** The group that stands for a group: itself, or what it was merged into. */
  rootOf(key: number): GroupRow | null;
  /** A group and all that were merged into it, itself first. */
  familyOf(root: GroupRow): GroupRow[];
}

/** Reads error groups. */
export function readGroups(db: Database) {
  const byKey = db.prepare<[number], GroupRow>('SELECT * FROM error_groups WHERE key = ?');
  const byFingerprint = db.prepare<[string], GroupRow>('SELECT * FROM error_groups WHERE fingerprint = ?');
  const seenSince = db.prepare<[number], number>('SELECT key FROM error_groups WHERE last_seen >= ?').pluck();
  const firstSeen = db
    .prepare<[number, number], number>(
      'SELECT key FROM error_groups WHERE first_seen >= ? AND first_seen < ?',
    )
    .pluck();
  const merged = db.prepare<[], GroupRow>('SELECT * FROM error_groups WHERE merged_into IS NOT NULL');

  function families(): Families {
    const rows = new Map(merged.all().map((row) => [row.key, row]));
    const read = new Map<number, GroupRow | null>();
    const load = (key: number): GroupRow | null => {
      const known = read.get(key) ?? byKey.get(key) ?? null;
      read.set(key, known);
      return known;
    };
    const rootOf = (key: number): GroupRow | null => {
      const seen = new Set<number>();
      let at = key;
      for (let row = rows.get(at); row?.merged_into && !seen.has(at); row = rows.get(at)) {
        seen.add(at);
        at = row.merged_into;
      }
      return load(at);
    };
    return {
      rootOf,
      familyOf: (root) => [
        root,
        ...[...rows.values()].filter(({ key }) => rootOf(key)?.key === root.key && key !== root.key),
      ],
    };
  }

  return { byFingerprint, seenSince, firstSeen, families };
}
