/**
 * The alert core: state and what happened in, new state and what was decided out. No clock, no files, no network;
 * time comes with what happens and with `nextDue`. The parts run in a fixed order at each instant: events, results and
 * log records, confirmed views, flapping, rules in the order of the file, what is due by time, and then what is said.
 */
import { followConfig } from './configure.ts';
import { noEffects, type Effects } from './effects.ts';
import { takeEvent } from './events.ts';
import { evaluateDue, evaluateTouched, verdictOf } from './evaluate.ts';
import { stepFlapping } from './flapping-alert.ts';
import type { CoreConfig } from './facts.ts';
import { isFlapping } from './flapping.ts';
import type { CoreInput } from './inputs.ts';
import { takeResult, takeView } from './intake.ts';
import { takeLogs } from './log-intake.ts';
import { takePast, takeSum } from './recall.ts';
import { settleDue } from './next-due.ts';
import { deliver, settle } from './settle.ts';
import { FLAPPING_RULE, makeSettings, type Settings } from './settings.ts';
import type { Said } from './speak.ts';
import { alertKey, newState, type CoreState, type IncidentState } from './state.ts';
import { isStopped, newWorld, type World } from './world.ts';

/** More rounds than this at one instant would be a loop. */
const MOST_ROUNDS = 50;

/** How an alert stands, for people and tests. */
export interface AlertStanding {
  phase: 'inactive' | 'pending' | 'firing';
  /** Nothing is known: shown as last known, timers stand still. */
  frozen: boolean;
}

export class AlertCore {
  #state: CoreState;
  #settings: Settings;

  /** Begins with nothing, or takes over a state that `save` gave; effects of the new configuration come from `configure`. `run` is part of every id. */
  constructor(config: CoreConfig, at: number, state: CoreState | null = null, run = '') {
    this.#settings = makeSettings(config);
    this.#state = { ...(state ?? newState(at)), run };
  }

  get state(): CoreState {
    return this.#state;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Applies a configuration by difference. Also to be called once after the start. */
  configure(config: CoreConfig, at: number): Effects {
    this.#settings = makeSettings(config);
    return this.#run(at, (world) => followConfig(world));
  }

  /** Takes in what happened at one instant. Time never goes back: an earlier `at` counts as the last one. */
  advance(at: number, inputs: readonly CoreInput[]): Effects {
    return this.#run(at, (world) => {
      for (const input of inputs) takeEvent(world, input);
      for (const input of inputs) {
        if (input.type === 'result') takeResult(world, input.monitor, input.result);
        if (input.type === 'past') takePast(world, input.monitor, input.past);
        if (input.type === 'sum') takeSum(world, input.monitor, input.sum, input.latency);
        if (input.type === 'logs') takeLogs(world, input.match);
      }
      for (const input of inputs) {
        if (input.type === 'view') takeView(world, input.monitor, input.view, input.lost);
      }
    });
  }

  /** When `advance` must be called though nothing happens, or null. */
  nextDue(): number | null {
    let due = this.#state.settleDue ?? Infinity;
    for (const at of this.#state.dues.values()) if (at < due) due = at;
    return Number.isFinite(due) ? due : null;
  }

  standing(rule: string, subject: string): AlertStanding {
    const record = this.#state.alerts.get(alertKey(rule, subject));
    if (record) return { phase: record.alert.phase, frozen: record.alert.frozenSince !== null };
    if (rule === FLAPPING_RULE)
      return { phase: 'inactive', frozen: this.#state.subjects.get(subject)?.dark ?? true };
    const ready = this.#settings.byId.get(rule);
    const verdict = ready && verdictOf(this.#world(), ready, subject);
    return { phase: 'inactive', frozen: verdict?.holds === null };
  }

  incident(subject: string): IncidentState | null {
    return this.#state.incidents.get(subject) ?? null;
  }

  /** Lets somebody look at everything as it is now; nothing may be changed. */
  inspect<T>(look: (world: World) => T): T {
    return look(this.#world());
  }

  isFlapping(subject: string): boolean {
    const known = this.#state.subjects.get(subject);
    return known !== undefined && isFlapping(known);
  }

  #world(): World {
    return newWorld(this.#state, this.#settings);
  }

  #run(at: number, take: (world: World) => void): Effects {
    const effects = noEffects();
    // Where nothing runs no timer goes off; what was due meanwhile is due when it ends.
    for (
      let due = this.nextDue();
      due !== null && due < at && !isStopped(this.#state);
      due = this.nextDue()
    ) {
      this.#instant(due, () => {}, effects);
    }
    this.#instant(at, take, effects);
    return effects;
  }

  #instant(at: number, take: (world: World) => void, effects: Effects): void {
    this.#state.at = Math.max(at, this.#state.at);
    const world = this.#world();
    world.effects = effects;
    const said: Said = [];
    take(world);
    stepFlapping(world, world.touched);
    evaluateTouched(world);
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const evaluated = evaluateDue(world);
      stepFlapping(world, flappingSubjects(world));
      const moved = settle(world, said);
      if (!evaluated && !moved) break;
    }
    deliver(world, said);
    this.#state.settleDue = settleDue(world);
  }
}

/** Subjects that flap: the severity of their flapping alerts follows what these stand for. */
function flappingSubjects({ state }: World): string[] {
  return [...state.subjects].flatMap(([id, subject]) => (isFlapping(subject) ? [id] : []));
}
