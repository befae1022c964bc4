/** Plays what the history says of one monitor to the alert core, instant by instant. */
import type { UnknownReason } from '../../../../shared/domain/monitor-status.ts';
import { isTrustworthy, type State } from '../../../../shared/domain/state.ts';
import type { MonitorFacts } from '../core/facts.ts';
import { holdsMs } from '../core/holds-ms.ts';
import type { CoreInput, MonitorView } from '../core/inputs.ts';
import { newSubject, lastKnown, type SubjectState } from '../core/state.ts';
import {
  changedAt,
  finishTimes,
  isBlindReason,
  isLoss,
  type Recorded,
  type RecordedCertificate,
  type RecordedChange,
  type RecordedComponent,
  type RecordedResult,
  type RecordedSum,
} from './recorded.ts';
import type { ReplayCore } from './replay-core.ts';

type Event =
  | { at: number; kind: 'pause'; paused: boolean }
  | { at: number; kind: 'result'; result: RecordedResult }
  | { at: number; kind: 'sum'; sum: RecordedSum }
  | { at: number; kind: 'change'; change: RecordedChange }
  | { at: number; kind: 'component'; component: RecordedComponent }
  | { at: number; kind: 'look' };

/** At one instant in this order, as the engine itself does. */
const ORDER: readonly Event['kind'][] = ['pause', 'result', 'sum', 'change', 'component', 'look'];

/**
 * Takes in what was recorded over [from, to) and lets time pass up to `to`. Where results are not kept, what is known
 * and what is missing is told by the states alone.
 * @param looks instants at which time alone may change what a certificate means, for where no result comes
 */
export function playRecorded(
  core: ReplayCore,
  monitor: MonitorFacts,
  recorded: Recorded,
  { to, looks }: { to: number; looks: readonly number[] },
): void {
  const player = new Player(core, monitor, recorded);
  const events = eventsOf(recorded, looks);
  for (let first = 0; first < events.length;) {
    const at = events[first]?.at ?? to;
    let end = first + 1;
    while (events[end]?.at === at) end += 1;
    player.instant(at, events.slice(first, end));
    first = end;
  }
  core.advance(to, []);
}

function eventsOf(recorded: Recorded, looks: readonly number[]): Event[] {
  const { pauses, results, sums, changes, components } = recorded;
  const finished = finishTimes(results ?? [], changes);
  const events: Event[] = [
    ...pauses.map(({ at, paused }) => ({ at, kind: 'pause' as const, paused })),
    ...(results ?? []).map((result, index) => ({
      at: finished[index] ?? result.at,
      kind: 'result' as const,
      result,
    })),
    ...sums.map((sum) => ({ at: sum.to, kind: 'sum' as const, sum })),
    ...changes.map((change) => ({ at: changedAt(change), kind: 'change' as const, change })),
    ...components.map((component) => ({ at: component.at, kind: 'component' as const, component })),
    ...looks.map((at) => ({ at, kind: 'look' as const })),
  ];
  return events.toSorted((a, b) => a.at - b.at || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

class Player {
  readonly #core: ReplayCore;
  readonly #monitor: MonitorFacts;
  /** Results are told one by one. */
  readonly #singly: boolean;
  readonly #restarts: ReadonlySet<number>;
  /** Starts of results that are unknown because the service need not run. */
  readonly #expected: ReadonlySet<number>;
  /** Starts of results that said that nothing is known. */
  readonly #unknown: ReadonlySet<number>;
  readonly #certificate: RecordedCertificate | null;

  constructor(
    core: ReplayCore,
    monitor: MonitorFacts,
    { restarts, changes, results, certificate }: Recorded,
  ) {
    this.#certificate = certificate;
    this.#core = core;
    this.#monitor = monitor;
    this.#singly = results !== null;
    this.#restarts = new Set(restarts);
    this.#unknown = new Set(results?.filter(({ state }) => state === 'unknown').map(({ at }) => at));
    this.#expected = new Set(
      changes.filter(({ reason }) => reason === 'not-running').map(({ since }) => since),
    );
  }

  instant(at: number, events: readonly Event[]): void {
    const inputs: CoreInput[] = [];
    let view = this.#subject().view;
    let lost = false;
    let seen = false;
    for (const event of events) {
      switch (event.kind) {
        case 'pause':
          // Each by itself: what is resumed and paused at once was watched all the same.
          this.#core.advance(at, [pauseInput(this.#monitor.id, event.paused)]);
          if (!event.paused) inputs.push(...this.#resumed(at, view.state));
          break;
        case 'result':
          inputs.push(...this.#seesAgain(event.result.state), this.#result(event.result));
          break;
        case 'sum': {
          const { latency, ...sum } = event.sum;
          inputs.push({ type: 'sum', monitor: this.#monitor.id, sum, latency });
          break;
        }
        case 'change':
          inputs.push(...this.#change(at, event.change));
          view = changedView(view, event.change);
          lost ||= this.#isLost(event.change);
          seen = true;
          break;
        case 'component':
          view = withComponent(view, event.component);
          seen = true;
          break;
        case 'look':
          inputs.push(...this.#look(at));
          break;
      }
    }
    if (seen) inputs.push({ type: 'view', monitor: this.#monitor.id, view, lost });
    this.#core.advance(at, inputs);
    if (!this.#singly) this.#tellMissing(at, events);
  }

  #subject(): SubjectState {
    return this.#core.state.subjects.get(this.#monitor.id) ?? newSubject(this.#core.state.at);
  }

  #result({ at, state, latencyMs, recheck }: RecordedResult): CoreInput {
    return {
      type: 'result',
      monitor: this.#monitor.id,
      result: {
        at,
        state,
        latencyMs,
        recheck,
        expected: this.#expected.has(at),
        restarted: this.#restarts.has(at) ? 1 : 0,
        certificateUntil:
          this.#certificate && at >= this.#certificate.validFrom ? this.#certificate.validTo : null,
        fileWrittenAt: null,
      },
    };
  }

  /** The check that follows a pause; where results are not kept, the state that goes on stands for it. */
  #resumed(at: number, state: State): CoreInput[] {
    if (this.#singly || !isTrustworthy(state)) return [];
    return [this.#result({ at, state, latencyMs: null, recheck: true })];
  }

  /** A result that says nothing new, while there are any. */
  #look(at: number): CoreInput[] {
    const { view, dark } = this.#subject();
    if (this.#singly || dark) return [];
    return [this.#result({ at, state: view.state, latencyMs: null, recheck: true })];
  }

  /** What a change of state says of sight; without single results it also stands for the one that was trusted. */
  #change(at: number, { state, reason }: RecordedChange): CoreInput[] {
    if (!isTrustworthy(state)) return isBlindReason(reason) ? [blindInput(reason, true)] : [];
    const again = this.#seesAgain(state);
    if (this.#singly) return again;
    return [...again, this.#result({ at, state, latencyMs: null, recheck: true })];
  }

  /** Awake is who gets any result, online who gets one that can be trusted. */
  #seesAgain(state: State): CoreInput[] {
    const { blind } = this.#core.state;
    const ends: CoreInput[] = [];
    if (blind.has('asleep')) ends.push(blindInput('asleep', false));
    if (blind.has('offline') && isTrustworthy(state)) ends.push(blindInput('offline', false));
    return ends;
  }

  #isLost({ state, since, reason }: RecordedChange): boolean {
    if (isTrustworthy(state)) return false;
    return !this.#singly || (isLoss(reason) && !this.#unknown.has(since));
  }

  /** Without single results nothing is missing while a state is known, and what went before is to be guessed. */
  #tellMissing(at: number, events: readonly Event[]): void {
    const subject = this.#subject();
    if (!subject.dark) {
      subject.noData = { countedMs: 0, runningSince: null };
      return;
    }
    const reason = events.findLast((event) => event.kind === 'change')?.change.reason ?? null;
    if (subject.noData.runningSince !== null || this.#core.state.blind.size > 0 || subject.closed) return;
    const countedMs = reason === 'stale' ? holdsMs(this.#monitor) : this.#monitor.intervalMs;
    subject.noData = { countedMs, runningSince: at };
    // Judged once more: from now on time alone makes the rule true.
    this.#core.advance(at, [{ type: 'view', monitor: this.#monitor.id, view: subject.view, lost: true }]);
  }
}

function pauseInput(subject: string, paused: boolean): CoreInput {
  return paused ? { type: 'close', subject, reason: 'paused' } : { type: 'open', subject };
}

/** Nothing is watched from here on; any result ends it. */
export const NOT_WATCHING: CoreInput = { type: 'blind', cause: 'asleep', on: true };

/** Asleep and not running are the same to a core: time in which nothing runs. */
function blindInput(reason: UnknownReason | null, on: boolean): CoreInput {
  const offline = reason === 'offline' || reason === 'zone-offline';
  return { type: 'blind', cause: offline ? 'offline' : 'asleep', on };
}

function changedView(view: MonitorView, { since, state }: RecordedChange): MonitorView {
  const known = isTrustworthy(state) ? state : lastKnown(view);
  return { ...view, state, since, lastState: isTrustworthy(known) ? known : null };
}

function withComponent(view: MonitorView, { path, state }: RecordedComponent): MonitorView {
  const others = view.components.filter((one) => one.path !== path);
  return { ...view, components: state === null ? others : [...others, { path, state }] };
}
