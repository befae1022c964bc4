import type { Database } from 'better-sqlite3';
import { SCHEDULED_SQL, unpackResult } from '../../history/pack.ts';
import type { RawResult } from '../../history/raw-result.ts';

/** Offsets within a series take four bytes at most. */
export const SERIES_SPAN_MS = 2 ** 31;

/** Results of one monitor that hold equally long. */
export interface SeriesRow {
  key: number;
  monitor: number;
  /** Epoch milliseconds; results stand at their offset from it, below `SERIES_SPAN_MS`. */
  baseAt: number;
  holdsMs: number;
}

/** A raw result with its pooled message's id, 0 for none. */
export interface StoredResult extends RawResult {
  message: number;
}

type Packed = [at: number, packed: number, message: number];

const SERIES = 'SELECT key, monitor, base_at AS baseAt, holds_ms AS holdsMs FROM series';

/** Reads raw results; times are epoch milliseconds. */
export function readResults(db: Database) {
  const seriesAll = db.prepare<[], SeriesRow>(`${SERIES} ORDER BY key`);
  const seriesOf = db.prepare<[number, number, number], SeriesRow>(
    `${SERIES} WHERE monitor = ? AND base_at < ? AND base_at > ? - ${SERIES_SPAN_MS}`,
  );
  const range = db
    .prepare<[number, number, number], Packed>(
      'SELECT at, packed, message FROM results WHERE series = ? AND at >= ? AND at < ? ORDER BY at',
    )
    .raw();
  const newest = db
    .prepare<[number, number, number], Packed>(
      'SELECT at, packed, message FROM results WHERE series = ? AND at < ? ORDER BY at DESC LIMIT ?',
    )
    .raw();
  const scheduled = db
    .prepare<[number, number, number], Packed>(
      `SELECT at, packed, message FROM results WHERE series = ? AND at < ? AND at >= ? AND ${SCHEDULED_SQL}
       ORDER BY at DESC LIMIT 1`,
    )
    .raw();
  const oldest = db
    .prepare<[number], number>(
      `SELECT at FROM results WHERE series = ? AND ${SCHEDULED_SQL} ORDER BY at LIMIT 1`,
    )
    .pluck();

  const overlapping = (monitor: number, from: number, to: number) => seriesOf.all(monitor, to, from);
  const gather = (series: SeriesRow[], read: (one: SeriesRow) => Packed[]): StoredResult[] => {
    const rows = series.flatMap((one) => read(one).map((packed) => stored(one, packed)));
    return series.length > 1 ? rows.toSorted((a, b) => a.at - b.at) : rows;
  };

  return {
    series: () => seriesAll.all(),
    /** All results that start in [from, to), oldest first. */
    between(monitor: number, from: number, to: number): StoredResult[] {
      return gather(overlapping(monitor, from, to), ({ key, baseAt }) =>
        range.all(key, from - baseAt, to - baseAt),
      );
    },
    /** The first millisecond from `at` on in which no result starts. */
    freeFrom(monitor: number, at: number): number {
      let free = at;
      while (this.between(monitor, free, free + 1).length > 0) free += 1;
      return free;
    },
    /** The newest `limit` results that start before `before`, newest first. */
    newest(monitor: number, before: number, limit: number): StoredResult[] {
      return gather(overlapping(monitor, -SERIES_SPAN_MS, before), ({ key, baseAt }) =>
        newest.all(key, before - baseAt, limit),
      )
        .toSorted((a, b) => b.at - a.at)
        .slice(0, limit);
    },
    /** The scheduled result that holds at `at`: the last that starts before it, if it still holds then; else null. */
    holdingAt(monitor: number, at: number): StoredResult | null {
      const series = overlapping(monitor, at - SERIES_SPAN_MS, at);
      const longest = series.reduce((longest, { holdsMs }) => Math.max(longest, holdsMs), 0);
      const last = gather(series, ({ key, baseAt }) =>
        scheduled.all(key, at - baseAt, at - baseAt - longest),
      ).at(-1);
      return last && last.at + last.holdsForMs > at ? last : null;
    },
    /** When the oldest scheduled result that is still kept started, or null. */
    oldest(monitor: number): number | null {
      const starts = seriesOf
        .all(monitor, Number.MAX_SAFE_INTEGER, -SERIES_SPAN_MS)
        .map(({ key, baseAt }) => ({ baseAt, at: oldest.get(key) ?? null }))
        .flatMap(({ baseAt, at }) => (at === null ? [] : [baseAt + at]));
      return starts.length === 0 ? null : Math.min(...starts);
    },
  };
}

function stored({ baseAt, holdsMs }: SeriesRow, [at, packed, message]: Packed): StoredResult {
  return { at: baseAt + at, holdsForMs: holdsMs, message, ...unpackResult(packed) };
}

export function writeResults(db: Database) {
  const addSeries = db.prepare(
    'INSERT OR IGNORE INTO series (key, monitor, base_at, holds_ms) VALUES (?, ?, ?, ?)',
  );
  const add = db.prepare('INSERT INTO results (series, at, packed, message) VALUES (?, ?, ?, ?)');
  return {
    addSeries: ({ key, monitor, baseAt, holdsMs }: SeriesRow) =>
      void addSeries.run(key, monitor, baseAt, holdsMs),
    add: (series: number, offset: number, packed: number, message: number) =>
      void add.run(series, offset, packed, message),
  };
}
