/** All that a test has planned, by instant. Times handed out are epoch milliseconds. */
import type { Expectation, LogSeries, MonitorSeries, RuleTest, TestEvent } from './model.ts';

type AnySeries = MonitorSeries | LogSeries;

/** An event that begins or ends. */
export interface EventEdge {
  event: TestEvent;
  begins: boolean;
}

interface Spread {
  series: AnySeries;
  length: number;
}

export class Timeline {
  readonly #start: number;
  readonly #series: Spread[];
  readonly #edges = new Map<number, EventEdge[]>();
  readonly #expectations: Map<number, Expectation[]>;
  /** Instants of events and expectations, ascending. */
  readonly #fixed: number[];
  readonly #events: readonly TestEvent[];
  /** The last instant that an expectation looks at. */
  readonly end: number;

  constructor({ start, series, events, expect }: RuleTest) {
    this.#start = start;
    this.#events = events;
    this.#series = series.map((one) => ({ series: one, length: lengthOf(one) }));
    for (const event of events) this.#plan(event);
    this.#expectations = Map.groupBy(expect, ({ at }) => start + at);
    this.end = Math.max(start, ...this.#expectations.keys());
    this.#fixed = [...new Set([...this.#edges.keys(), ...this.#expectations.keys()])].toSorted(
      (a, b) => a - b,
    );
  }

  /** The next planned instant after `after`, or null. */
  next(after: number): number | null {
    const fixed = this.#fixed.find((at) => at > after) ?? Infinity;
    let next = fixed;
    for (const { series, length } of this.#series) {
      const index = Math.max(0, Math.floor((after - this.#start) / series.intervalMs) + 1);
      const at = this.#start + index * series.intervalMs;
      if (index < length && at < next) next = at;
    }
    return Number.isFinite(next) ? next : null;
  }

  /** Series that have a sample at this instant, in the order of the file. */
  samplesAt(at: number): { series: AnySeries; index: number }[] {
    return this.#series.flatMap(({ series, length }) => {
      const index = (at - this.#start) / series.intervalMs;
      return Number.isInteger(index) && index < length ? [{ series, index }] : [];
    });
  }

  /** In the order of the file; what ends comes before what begins. */
  eventsAt(at: number): EventEdge[] {
    return this.#edges.get(at) ?? [];
  }

  expectationsAt(at: number): Expectation[] {
    return this.#expectations.get(at) ?? [];
  }

  /** Whether an event of this kind lasts; its end is outside. */
  isDuring(at: number, kind: 'suspend' | 'restart' | 'offline'): boolean {
    const time = at - this.#start;
    return this.#events.some((event) => event.do === kind && event.at <= time && time < event.until);
  }

  #plan(event: TestEvent): void {
    const add = (at: number, edge: EventEdge) => {
      const edges = this.#edges.get(this.#start + at) ?? [];
      if (edge.begins) edges.push(edge);
      else edges.unshift(edge);
      this.#edges.set(this.#start + at, edges);
    };
    add(event.at, { event, begins: true });
    if ('until' in event && event.until !== null) add(event.until, { event, begins: false });
  }
}

/** As many samples as its states, or as its longest part where it has none. */
function lengthOf(series: AnySeries): number {
  if ('source' in series) return series.counts.length;
  if (series.state) return series.state.length;
  const { latency, certExpires, fileAge, restarts, components } = series;
  const parts = [latency, certExpires, fileAge, restarts, ...Object.values(components)];
  return Math.max(0, ...parts.map((part) => part?.length ?? 0));
}
