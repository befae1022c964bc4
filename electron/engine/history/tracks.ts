import type { Database } from 'better-sqlite3';
import { documents, RAW_FROM, REWRITES } from '../storage/tables/documents.ts';
import { readMonitors } from '../storage/tables/monitors.ts';
import { readResults } from '../storage/tables/results.ts';
import { readRollups } from '../storage/tables/rollups.ts';
import { FIVE_MINUTES, ONE_HOUR } from './bucket.ts';
import type { LateResult, Pending } from './pending.ts';
import { packResult } from './pack.ts';
import type { RawResult } from './raw-result.ts';
import { recomputer } from './recompute.ts';
import { floorTo, Track } from './track.ts';

/** The open ends of all monitors' histories. Keys are given out here, so that a full disk does not stop it. */
export class Tracks {
  readonly #byId = new Map<string, Track>();
  readonly #pending: Pending;
  readonly #results: ReturnType<typeof readResults>;
  readonly #fiveMinutes: ReturnType<typeof readRollups>;
  readonly #hours: ReturnType<typeof readRollups>;
  readonly #recompute: ReturnType<typeof recomputer>;
  readonly #documents: ReturnType<typeof documents>;
  #nextMonitor = 1;
  #nextSeries = 1;
  /** Raw rows from before are deleted; rollups of that time cannot be made anew. */
  rawFrom: number;

  constructor(db: Database, pending: Pending) {
    this.#pending = pending;
    this.#results = readResults(db);
    this.#fiveMinutes = readRollups(db, '5m');
    this.#hours = readRollups(db, '1h');
    this.#recompute = recomputer(db);
    this.#documents = documents(db);
    this.rawFrom = Number(this.#documents.get(RAW_FROM) ?? -Infinity);
    const byKey = new Map<number, Track>();
    for (const { key, id, firstAt } of readMonitors(db).all()) {
      const track = new Track(key, id, firstAt, pending);
      this.#byId.set(id, track);
      byKey.set(key, track);
      this.#nextMonitor = Math.max(this.#nextMonitor, key + 1);
    }
    for (const series of this.#results.series()) {
      byKey.get(series.monitor)?.series.push(series);
      this.#nextSeries = Math.max(this.#nextSeries, series.key + 1);
    }
    for (const track of byKey.values()) this.#restore(track);
  }

  /** The track of a monitor; a new one is entered as of `at`. */
  of(id: string, at: number): Track {
    const known = this.#byId.get(id);
    if (known) return known;
    const track = new Track(this.#nextMonitor++, id, at, this.#pending);
    this.#byId.set(id, track);
    this.#pending.monitors.push({ key: track.key, id, firstAt: at });
    return track;
  }

  record(id: string, raw: RawResult, text: string): void {
    const track = this.of(id, raw.at);
    if (raw.at < track.firstAt) {
      track.firstAt = raw.at;
      this.#pending.monitors.push({ key: track.key, id, firstAt: raw.at });
    }
    // Two checks within one millisecond: the second moves on by one.
    const result = raw.at === track.lastAt ? { ...raw, at: raw.at + 1 } : raw;
    const series = track.seriesFor(result) ?? this.#openSeries(track, result);
    const row = {
      series: series.key,
      offset: result.at - series.baseAt,
      packed: packResult(result),
      at: result.at,
      text,
    };
    if (track.takes(result)) {
      track.add(result);
      this.#pending.results.push(row);
    } else {
      track.lastAt = Math.max(track.lastAt, result.at);
      this.#pending.late.push({ ...row, track, raw: result });
    }
  }

  /** Makes the closed buckets right into which a late result, now stored at `at`, fell; inside a transaction. */
  settleLate({ track, raw }: LateResult, at: number): void {
    const closedUntil = track.closedUntil;
    const hoursUntil = this.#hours.end(track.key);
    const before = this.#results.holdingAt(track.key, at);
    const from = floorTo(before?.at ?? at, FIVE_MINUTES);
    // It ends the hold of the one before, however long that was.
    const holdsUntil = Math.max(at + raw.holdsForMs, before ? before.at + before.holdsForMs : at);
    const to = Math.min(floorTo(holdsUntil, FIVE_MINUTES) + FIVE_MINUTES, closedUntil);
    if (from < to && from >= this.rawFrom) {
      this.#recompute.fiveMinutes(track.key, from, to);
      for (let hour = floorTo(from, ONE_HOUR); hour < to; hour += ONE_HOUR) {
        // An hour may stand already while its end is open again: after a restart only what is stored counts as closed.
        if (hour + ONE_HOUR <= closedUntil || hour < hoursUntil) this.#recompute.hour(track.key, hour);
      }
    }
    this.#documents.put(REWRITES, String(Number(this.#documents.get(REWRITES) ?? 0) + 1));
    if (holdsUntil >= closedUntil) this.#restore(track);
  }

  closeDue(now: number): void {
    for (const track of this.#byId.values()) track.closeDue(now);
  }

  /** Starts all over from what is stored. */
  restoreAll(): void {
    for (const track of this.#byId.values()) this.#restore(track);
  }

  /** Forgets series that are no longer stored. */
  dropSeries(keys: ReadonlySet<number>): void {
    for (const track of this.#byId.values()) {
      const kept = track.series.filter(({ key }) => !keys.has(key));
      track.series.splice(0, track.series.length, ...kept);
    }
  }

  #openSeries(track: Track, { at, holdsForMs }: RawResult) {
    // On a bucket's edge, so that results a little older still find room in it.
    const baseAt = floorTo(at, FIVE_MINUTES);
    const series = { key: this.#nextSeries++, monitor: track.key, baseAt, holdsMs: holdsForMs };
    track.series.push(series);
    this.#pending.series.push(series);
    return series;
  }

  #restore(track: Track): void {
    const from = this.#fiveMinutes.end(track.key);
    const rows = this.#results.between(track.key, Math.max(0, from), Number.MAX_SAFE_INTEGER);
    const seed = Number.isFinite(from) ? this.#results.holdingAt(track.key, from) : null;
    const lastHour = Number.isFinite(from) ? floorTo(from - 1, ONE_HOUR) : null;
    const pending = lastHour !== null && this.#hours.end(track.key) <= lastHour ? lastHour : null;
    track.restore(from, seed, rows, pending);
  }
}
