import type { UnknownReason } from '../../../../shared/domain/monitor-status.ts';
import type {
  Recorded,
  RecordedCertificate,
  RecordedChange,
  RecordedSum,
} from '../../alerts/replay/recorded.ts';
import { changedAt, finishedAt, SEEN_LATER } from '../../alerts/replay/recorded.ts';
import { parseMemory } from '../../monitors/memory.ts';
import { Bucket, FIVE_MINUTES } from '../bucket.ts';
import { Sketch } from '../sketch.ts';
import { stateCode, stateOf, unpackResult } from '../pack.ts';
import type { RollupRow } from '../../storage/tables/rollups.ts';
import { floorTo } from '../track.ts';
import type { Tables } from './tables.ts';

/** So long a check takes at most: results that began before a span may end in it. */
const LONGEST_CHECK_MS = 600_000;
const SEEN_LATER_SQL = SEEN_LATER.map((reason) => `'${reason}'`).join(', ');

type ChangeRow = { at: number; since: number; state: number; reason: UnknownReason | null };
type ComponentRow = { at: number; path: string; state: number | null };
type PauseRow = { from: number; endedAt: number | null };
/** How results are summed: over so long, a multiple of five minutes, and whether percentiles are wanted. */
export interface Sums {
  partMs: number;
  sketches: boolean;
}

type Span = { monitor: number; from: number; to: number };

/** Reads what a replay plays, of one monitor. */
export function recordedQuery({ db, results, fiveMinutes }: Tables) {
  const changes = db.prepare<Span, ChangeRow>(
    `SELECT at, since, state, reason FROM state_changes
     WHERE monitor = @monitor AND since < @to AND at >= @from ORDER BY at, id`,
  );
  const components = db.prepare<Span, ComponentRow>(
    `SELECT at, path, state FROM component_changes
     WHERE monitor = @monitor AND since < @to AND at >= @from AND at < @to ORDER BY at, id`,
  );
  const last = (only: string) =>
    db.prepare<{ monitor: number; before: number }, ChangeRow>(
      `SELECT at, since, state, reason FROM state_changes
       WHERE monitor = @monitor AND since < @before AND (at < @before OR reason IN (${SEEN_LATER_SQL})) AND ${only}
       ORDER BY since DESC, id DESC LIMIT 1`,
    );
  const lastChange = last('TRUE');
  const lastKnown = last(`state <> ${stateCode('unknown')}`);
  const lastComponents = db.prepare<[number, number], ComponentRow>(
    'SELECT max(id), at, path, state FROM component_changes WHERE monitor = ? AND at < ? GROUP BY path',
  );
  const pauses = db.prepare<Span, PauseRow>(
    `SELECT from_at AS "from", ended_at AS endedAt FROM pauses
     WHERE (monitor = @monitor OR monitor IS NULL) AND from_at < @to AND (ended_at IS NULL OR ended_at >= @from)
     ORDER BY from_at`,
  );
  const restarts = db
    .prepare<Span, number>(
      "SELECT at FROM marks WHERE monitor = @monitor AND kind = 'restart' AND at >= @from AND at < @to",
    )
    .pluck();
  const series = db.prepare<[], { key: number; base: number; holds: number }>(
    'SELECT key, base_at AS base, holds_ms AS holds FROM series',
  );
  const lastOfSeries = db.prepare<[number], { at: number | null; packed: number }>(
    'SELECT max(at) AS at, packed FROM results WHERE series = ?',
  );
  const lastOfChanges = db.prepare<[], number | null>('SELECT max(at) FROM state_changes').pluck();
  const memory = db.prepare<[number], string>('SELECT json FROM monitor_memory WHERE monitor = ?').pluck();

  function certificate(monitor: number): RecordedCertificate | null {
    const saved = memory.get(monitor);
    return saved === undefined ? null : (parseMemory(JSON.parse(saved))?.last?.certificate ?? null);
  }

  function sums(monitor: number, from: number, to: number, { partMs, sketches }: Sums): RecordedSum[] {
    const parts = Map.groupBy(fiveMinutes.between(monitor, from, to), ({ start }) => floorTo(start, partMs));
    return [...parts.values()].map((rows) => {
      const bucket = new Bucket();
      for (const row of rows) row.addNumbersTo(bucket);
      const sketch = sketches ? mergedSketch(rows) : null;
      return summed(bucket, sketch, rows[0]?.start ?? from, (rows.at(-1)?.start ?? from) + FIVE_MINUTES);
    });
  }

  return {
    /** From here on all results are kept singly; -Infinity where none was deleted yet. */
    rawFrom(monitor: number): number {
      const oldest = results.oldest(monitor) ?? Infinity;
      if (fiveMinutes.start(monitor) + FIVE_MINUTES > oldest) return -Infinity;
      return Math.min(Math.ceil(oldest / FIVE_MINUTES) * FIVE_MINUTES, fiveMinutes.end(monitor));
    },

    /** From here on there are results, single or summed; null without any. */
    resultsFrom(monitor: number): number | null {
      const first = Math.min(results.oldest(monitor) ?? Infinity, fiveMinutes.start(monitor));
      return Number.isFinite(first) ? first : null;
    },

    /**
     * Where the history ends, if Watchpost did not run any more: the last that is known of any monitor, where a result
     * was due since then and none came. Null where it may still be running at `now`.
     */
    endedAt(now: number): number | null {
      const all = series.all().flatMap(({ key, base, holds }) => {
        const { at = null, packed = 0 } = lastOfSeries.get(key) ?? {};
        if (at === null) return [];
        return {
          finished: base + at + Math.round((unpackResult(packed).latencyUs ?? 0) / 1000),
          due: base + at + holds,
        };
      });
      const last = Math.max(lastOfChanges.get() ?? -Infinity, ...all.map(({ finished }) => finished));
      const awaited = all.map(({ due }) => due).filter((due) => due >= last);
      return Number.isFinite(last) && now > Math.min(now, ...awaited) ? last : null;
    },

    /** How it stood at `at`. */
    before(monitor: number, at: number): Recorded {
      const present = lastChange.get({ monitor, before: at });
      const known = lastKnown.get({ monitor, before: at });
      const open = pauses.all({ monitor, from: at, to: at });
      return {
        changes: [known, present].flatMap((row) => (row ? [{ ...toChange(row), at, since: at }] : [])),
        components: lastComponents.all(monitor, at).map((row) => ({ ...toComponent(row), at })),
        pauses: open.length > 0 ? [{ at, paused: true }] : [],
        restarts: [],
        results: null,
        sums: [],
        certificate: certificate(monitor),
      };
    },

    /**
     * What happened in [from, to).
     * @param told how results are told: one by one, as sums, or not at all
     */
    between(monitor: number, from: number, to: number, told: 'singly' | Sums | null): Recorded {
      const span = { monitor, from, to };
      const within = (at: number) => at >= from && at < to;
      const single =
        told === 'singly'
          ? results
              .between(monitor, from - LONGEST_CHECK_MS, to)
              .map(({ at, state, latencyUs, recheck }) => ({
                at,
                state,
                recheck,
                latencyMs: latencyUs === null ? null : latencyUs / 1000,
              }))
              .filter((result) => within(finishedAt(result)))
          : null;
      return {
        changes: changes
          .all(span)
          .map(toChange)
          .filter((change) => within(changedAt(change))),
        components: components.all(span).map(toComponent),
        pauses: pauses
          .all(span)
          .flatMap((pause) => [
            { at: pause.from, paused: true },
            ...(pause.endedAt === null ? [] : [{ at: pause.endedAt, paused: false }]),
          ])
          .filter(({ at }) => within(at)),
        restarts: restarts.all({ ...span, from: from - LONGEST_CHECK_MS }),
        results: single,
        sums: told === null || told === 'singly' ? [] : sums(monitor, from, to, told),
        certificate: certificate(monitor),
      };
    },
  };
}

const toChange = (row: ChangeRow): RecordedChange => ({ ...row, state: stateOf(row.state) });

const toComponent = ({ at, path, state }: ComponentRow) => ({
  at,
  path,
  state: state === null ? null : stateOf(state),
});

/** One row's as it is; reading and writing it anew would take longer than all else. */
function mergedSketch(rows: readonly RollupRow[]): string | null {
  const encoded = rows.flatMap(({ sketch }) => sketch ?? []);
  return encoded.length <= 1 ? (encoded[0] ?? null) : Sketch.decode(encoded.join(' ')).encode();
}

function summed(bucket: Bucket, sketch: string | null, from: number, to: number): RecordedSum {
  const { counts, timeMs, knownMs, latencies, sumUs, minUs, maxUs } = bucket;
  const { healthy, degraded, unhealthy } = counts;
  const upMs = timeMs.healthy + timeMs.degraded;
  const [sum, min, max] = [sumUs, minUs ?? 0, maxUs ?? 0].map((us) => us / 1000) as [number, number, number];
  return {
    from,
    to,
    healthy,
    degraded,
    unhealthy,
    upMs,
    knownMs,
    latency: sketch === null ? null : { from, to, count: latencies, sum, min, max, sketch },
  };
}
