import type { MonitorRow } from '../storage/tables/monitors.ts';
import type { SeriesRow } from '../storage/tables/results.ts';
import type { ClosedBucket } from './fold.ts';
import type { RawResult } from './raw-result.ts';
import type { Track, TrackOutput } from './track.ts';

/** A result on its way to its row. */
export interface PendingResult {
  series: number;
  offset: number;
  packed: number;
  /** Wall time, for the message pool. */
  at: number;
  text: string;
}

/** A result from before the open end of its monitor: after a step of the clock, or a check that took too long. */
export interface LateResult extends PendingResult {
  track: Track;
  raw: RawResult;
}

/** Everything recorded and not yet committed, in the order in which tables take it. */
export class Pending implements TrackOutput {
  monitors: MonitorRow[] = [];
  series: SeriesRow[] = [];
  results: PendingResult[] = [];
  buckets: { monitor: number; closed: ClosedBucket }[] = [];
  hours: { monitor: number; start: number }[] = [];
  late: LateResult[] = [];
  /** Everything else, run inside the transaction. */
  writes: (() => void)[] = [];
  /** By monitor; null forgets. */
  memory = new Map<number, string | null>();

  bucket(monitor: number, closed: ClosedBucket): void {
    this.buckets.push({ monitor, closed });
  }

  hour(monitor: number, start: number): void {
    this.hours.push({ monitor, start });
  }

  get size(): number {
    return (
      this.monitors.length +
      this.series.length +
      this.results.length +
      this.buckets.length +
      this.hours.length +
      this.late.length +
      this.writes.length +
      this.memory.size
    );
  }

  /** Rollups that rest on results which never reached their table. */
  forgetRollups(): void {
    this.buckets = [];
    this.hours = [];
  }

  /** All but what is left in `results` is done. */
  clear(): void {
    this.monitors = [];
    this.series = [];
    this.buckets = [];
    this.hours = [];
    this.late = [];
    this.writes = [];
    this.memory = new Map();
  }
}
