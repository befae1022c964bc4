import { STATES, type State } from '../../../shared/domain/state.ts';
import type { RawResult } from './raw-result.ts';
import { Sketch } from './sketch.ts';

export const FIVE_MINUTES = 300_000;
export const ONE_HOUR = 3_600_000;

/** A number for each state. */
export type ByState = Record<State, number>;

export function noStates(): ByState {
  return { healthy: 0, degraded: 0, unhealthy: 0, unknown: 0 };
}

/** Results of one monitor summed over a span of time. */
export class Bucket {
  /** Scheduled results. */
  readonly counts: ByState = noStates();
  /** Milliseconds. `unknown` is only what results said; see `unknownMs` for all that is not known. */
  readonly timeMs: ByState = noStates();
  /** Latencies, re-checks included: how many, and whole microseconds. */
  latencies = 0;
  minUs: number | null = null;
  maxUs: number | null = null;
  sumUs = 0;
  readonly sketch = new Sketch();

  add({ state, recheck, latencyUs }: RawResult): void {
    if (!recheck) this.counts[state] += 1;
    if (latencyUs === null) return;
    this.latencies += 1;
    this.minUs = this.minUs === null ? latencyUs : Math.min(this.minUs, latencyUs);
    this.maxUs = this.maxUs === null ? latencyUs : Math.max(this.maxUs, latencyUs);
    this.sumUs += latencyUs;
    this.sketch.add(latencyUs);
  }

  merge(other: Bucket): void {
    for (const state of STATES) {
      this.counts[state] += other.counts[state];
      this.timeMs[state] += other.timeMs[state];
    }
    if (other.latencies === 0) return;
    this.latencies += other.latencies;
    this.minUs = Math.min(this.minUs ?? Infinity, other.minUs ?? Infinity);
    this.maxUs = Math.max(this.maxUs ?? -Infinity, other.maxUs ?? -Infinity);
    this.sumUs += other.sumUs;
    this.sketch.merge(other.sketch);
  }

  /** Time in healthy, degraded or unhealthy. */
  get knownMs(): number {
    return this.timeMs.healthy + this.timeMs.degraded + this.timeMs.unhealthy;
  }

  /** Scheduled results of any state. */
  get checks(): number {
    return this.counts.healthy + this.counts.degraded + this.counts.unhealthy + this.counts.unknown;
  }

  /** Time in healthy or degraded / known time; null when nothing is known. */
  get uptime(): number | null {
    const known = this.knownMs;
    return known === 0 ? null : (this.timeMs.healthy + this.timeMs.degraded) / known;
  }

  /** Unhealthy results / trustworthy results; null without any. */
  get errorRate(): number | null {
    const trustworthy = this.checks - this.counts.unknown;
    return trustworthy === 0 ? null : this.counts.unhealthy / trustworthy;
  }

  /** Nearest rank, in milliseconds. Never outside what was measured. */
  percentileMs(q: number): number | null {
    return clampedMs(this.sketch.quantile(q), this.minUs, this.maxUs);
  }
}

/** An estimate in microseconds as milliseconds, not outside what was measured; null where there is none. */
export function clampedMs(us: number | null, minUs: number | null, maxUs: number | null): number | null {
  if (us === null || minUs === null || maxUs === null) return null;
  return Math.min(Math.max(us, minUs), maxUs) / 1000;
}
