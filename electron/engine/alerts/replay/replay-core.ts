/** The alert core without anybody to tell: what it is handed makes rules fire, and that is all that is kept. */
import { buildNotify } from '../../../../shared/config/notify/notify.ts';
import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import { AlertCore } from '../core/core.ts';
import type { Effects } from '../core/effects.ts';
import type { CoreConfig, MonitorFacts, SourceFacts } from '../core/facts.ts';
import type { CoreInput } from '../core/inputs.ts';
import { loadState, saveState } from '../core/save.ts';
import { alertKey, type CoreState } from '../core/state.ts';
import { isStopped } from '../core/world.ts';
import type { Firing, ReplayProgress } from './firing.ts';

/** A configuration in which rules fire and nothing is said. What depends on what holds popups, never an alert. */
export function replayConfig(
  { monitors = [], sources = [] }: { monitors?: readonly MonitorFacts[]; sources?: readonly SourceFacts[] },
  rules: readonly AlertRule[],
): CoreConfig {
  return {
    monitors: monitors.map((monitor) => ({ ...monitor, dependsOn: [] })),
    sources,
    rules,
    notify: { ...buildNotify(undefined), channels: [] },
    maintenance: [],
    zone: 'UTC',
  };
}

export class ReplayCore {
  readonly #core: AlertCore;
  readonly #open: Map<string, Firing>;
  #ended: Firing[] = [];

  /** Begins at `at` with nothing, or goes on with what `save` gave. */
  constructor(config: CoreConfig, at: number, saved: ReplayProgress | null) {
    const state = saved && loadState(saved.core);
    this.#core = new AlertCore(config, at, state);
    this.#open = new Map((saved?.open ?? []).map((one) => [alertKey(one.rule, one.subject), one]));
    if (!state) this.#keep(this.#core.configure(config, at));
  }

  get state(): CoreState {
    return this.#core.state;
  }

  /** Lets time pass up to `at`, each timer at its own instant, and takes in what happened then. */
  advance(at: number, inputs: readonly CoreInput[]): void {
    for (let due = this.#core.nextDue(); due !== null && due < at; due = this.#core.nextDue()) {
      if (isStopped(this.#core.state)) break;
      this.#keep(this.#core.advance(due, []));
    }
    this.#keep(this.#core.advance(at, inputs));
  }

  /** What ended since the last call. */
  takeEnded(): Firing[] {
    const ended = this.#ended;
    this.#ended = [];
    return ended;
  }

  /** What still fires. */
  open(): Firing[] {
    return [...this.#open.values()];
  }

  save(at: number): ReplayProgress {
    return { at, core: saveState(this.#core.state), open: this.open() };
  }

  #keep({ ledger }: Effects): void {
    for (const { at, rule, subject, decision } of ledger) {
      const key = alertKey(rule, subject);
      if (decision === 'fired') {
        const value = this.#core.state.alerts.get(key)?.value ?? null;
        this.#open.set(key, { rule, subject, from: at, to: null, value });
      }
      const open = this.#open.get(key);
      if (open && (decision === 'resolved' || decision === 'closed')) {
        this.#open.delete(key);
        this.#ended.push({ ...open, to: at });
      }
    }
  }
}
