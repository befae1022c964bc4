/** Runs one rule test: the engine's own code on a virtual clock. */
import { formatDuration } from '../../../../shared/config/values/duration.ts';
import { AlertCore } from '../core/core.ts';
import type { CoreNotification, Effects, LedgerRow } from '../core/effects.ts';
import type { CoreConfig } from '../core/facts.ts';
import type { CoreInput } from '../core/inputs.ts';
import { loadState, saveState } from '../core/save.ts';
import { isStopped } from '../core/world.ts';
import { coreConfig } from '../facts-of-config.ts';
import type { MonitorConfig } from '../../../../shared/config/model.ts';
import { compare, type Mismatch, type Seen } from './compare.ts';
import { Delivery } from './delivery.ts';
import { eventInputs } from './events.ts';
import { Fleet } from './fleet.ts';
import { LogSamples } from './log-samples.ts';
import type { Expectation, MonitorSeries, Place, RuleTest, RuleTestFile } from './model.ts';
import { Timeline } from './instants.ts';

export interface RunOptions {
  /** Being offline says nothing about this monitor. */
  isLocal: (monitor: MonitorConfig) => boolean;
  /** Writes the whole state down and reads it back after every instant. */
  restartAlways?: boolean;
}

/** One expectation that was not met. */
export interface Failure extends Mismatch {
  place: Place;
  /** Such as `6m`. */
  at: string;
}

const AWAKE_MS = 10_000;

export function runTest(file: RuleTestFile, test: RuleTest, options: RunOptions): Failure[] {
  return new TestRun(file, test, options).run();
}

class TestRun {
  readonly #test: RuleTest;
  readonly #config: CoreConfig;
  readonly #options: RunOptions;
  readonly #timeline: Timeline;
  readonly #fleet: Fleet;
  readonly #logs: LogSamples;
  readonly #delivery: Delivery;
  #core: AlertCore;
  #awakeAt = -Infinity;
  #notifications: CoreNotification[] = [];
  #ledger: LedgerRow[] = [];

  constructor(file: RuleTestFile, test: RuleTest, options: RunOptions) {
    this.#test = test;
    this.#options = options;
    this.#config = testConfig(file, test, options);
    this.#timeline = new Timeline(test);
    this.#fleet = new Fleet(this.#config.monitors.filter(({ id }) => hasSeries(test, id)));
    this.#logs = new LogSamples(this.#config.rules);
    this.#core = new AlertCore(this.#config, test.start);
    this.#delivery = new Delivery((subject) => this.#incident(subject) === 'open');
  }

  run(): Failure[] {
    const failures: Failure[] = [];
    this.#take(this.#core.configure(this.#config, this.#test.start), this.#test.start);
    const unwatched = this.#config.monitors.filter(({ id }) => !hasSeries(this.#test, id));
    this.#advance(
      this.#test.start,
      unwatched.map(({ id }) => ({ type: 'close', subject: id, reason: 'has no series in this test' })),
    );
    for (let at = this.#next(-Infinity); at !== null; at = this.#next(at)) {
      this.#instant(at);
      for (const expectation of this.#timeline.expectationsAt(at)) failures.push(...this.#check(expectation));
    }
    return failures;
  }

  /** The next instant at which something happens; what lies behind the last expectation does not matter. */
  #next(after: number): number | null {
    const end = this.#timeline.end;
    const stopped = isStopped(this.#core.state);
    const dues = [
      this.#timeline.next(after),
      stopped ? null : this.#core.nextDue(),
      stopped ? null : this.#fleet.nextExpiry(),
      stopped ? null : this.#delivery.nextDue(),
    ].filter((due) => due !== null && due > after);
    const next = Math.min(...dues.map((due) => due ?? Infinity));
    return next > end ? null : next;
  }

  #instant(at: number): void {
    const events = this.#timeline.eventsAt(at);
    const inputs: CoreInput[] = events.flatMap(({ event, begins }) => eventInputs(event, begins, at));
    for (const { event, begins } of events) {
      if (event.do === 'notifier_fails' && begins)
        this.#delivery.fail(event.notifier, this.#test.start + event.until);
      if (event.do === 'suspend' && !begins) this.#awakeAt = at;
      if (event.do === 'restart' && begins) this.#restart(at);
    }
    const stops = this.#timeline.isDuring(at, 'suspend') || this.#timeline.isDuring(at, 'restart');
    if (stops) {
      if (events.length > 0 || inputs.length > 0) this.#advance(at, [...inputs, ...this.#fleet.loseAll(at)]);
      return;
    }
    this.#advance(at, [...inputs, ...this.#samples(at)]);
  }

  #samples(at: number): CoreInput[] {
    const offline = this.#timeline.isDuring(at, 'offline');
    const justAwake = at - this.#awakeAt < AWAKE_MS;
    const samples: { series: MonitorSeries; index: number; excused: boolean }[] = [];
    const logs: CoreInput[] = [];
    for (const { series, index } of this.#timeline.samplesAt(at)) {
      if ('source' in series) logs.push(...this.#logs.take(series, index, at));
      else {
        const local = this.#config.monitors.find(({ id }) => id === series.monitor)?.local ?? false;
        samples.push({ series, index, excused: justAwake || (offline && !local) });
      }
    }
    return [...this.#fleet.take(samples, at), ...logs];
  }

  #advance(at: number, inputs: readonly CoreInput[]): void {
    this.#take(this.#core.advance(at, inputs), at);
    if (this.#options.restartAlways) this.#restart(at);
  }

  #take(effects: Effects, at: number): void {
    this.#ledger.push(...effects.ledger);
    const { delivered, ledger } = isStopped(this.#core.state)
      ? { delivered: effects.notifications, ledger: [] }
      : this.#delivery.run(effects.notifications, at);
    this.#notifications.push(...delivered);
    this.#ledger.push(...ledger);
  }

  #restart(at: number): void {
    this.#core = new AlertCore(this.#config, at, loadState(saveState(this.#core.state)));
  }

  #incident(subject: string): 'open' | 'closed' | 'none' {
    const incident = this.#core.incident(subject);
    return incident === null ? 'none' : incident.endedAt === null ? 'open' : 'closed';
  }

  #check(expectation: Expectation): Failure[] {
    const seen: Seen = {
      standing: (rule, subject) => this.#core.standing(rule, subject),
      notifications: this.#notifications,
      ledger: this.#ledger,
      incident: (subject) => this.#incident(subject),
    };
    const mismatches = compare(expectation, seen);
    if (expectation.notifications !== null) this.#notifications = [];
    const { place, at } = expectation;
    return mismatches.map((mismatch) => ({ ...mismatch, place, at: formatDuration(at) }));
  }
}

const hasSeries = ({ series }: RuleTest, id: string): boolean =>
  series.some((one) => 'monitor' in one && one.monitor === id);

/** Samples come at their own distance: that is what waiting for a parent goes by, and an interval is no shorter. */
function testConfig(file: RuleTestFile, test: RuleTest, { isLocal }: RunOptions): CoreConfig {
  const config = coreConfig(file.config, { zone: test.timezone, isLocal, rules: file.rules });
  return {
    ...config,
    sources: config.sources.filter(({ id }) =>
      test.series.some((one) => 'source' in one && one.source === id),
    ),
    monitors: config.monitors.map((monitor) => {
      const own = test.series.find((one) => 'monitor' in one && one.monitor === monitor.id);
      const spacingMs = own?.intervalMs ?? test.intervalMs;
      return { ...monitor, spacingMs, intervalMs: Math.max(monitor.intervalMs, own?.intervalMs ?? 0) };
    }),
  };
}
