/** Monitors that are fed with samples: the engine's own confirmation, on a virtual clock. */
import { STATES, type State } from '../../../../shared/domain/state.ts';
import type { Component } from '../../../../shared/domain/check-result.ts';
import {
  confirmedComponents,
  observeComponents,
  type ComponentMemory,
} from '../../monitors/component-confirmation.ts';
import { loseSight, observe, UNCONFIRMED, type Confirmation } from '../../monitors/confirmation.ts';
import { holdsMs } from '../core/holds-ms.ts';
import type { MonitorFacts } from '../core/facts.ts';
import type { CoreInput, MonitorView } from '../core/inputs.ts';
import type { MonitorSeries } from './model.ts';
import { sampleDuration, sampleNumber } from './samples.ts';

interface Watched {
  facts: MonitorFacts;
  confirmation: Confirmation;
  components: ComponentMemory[];
  lastAt: number | null;
}

/** One sample's turn. */
export interface Sample {
  series: MonitorSeries;
  index: number;
  /** The result is unknown, whatever the sample says: offline, or just awake. */
  excused: boolean;
}

export class Fleet {
  readonly #watched = new Map<string, Watched>();

  constructor(monitors: readonly MonitorFacts[]) {
    for (const facts of monitors) {
      this.#watched.set(facts.id, { facts, confirmation: UNCONFIRMED, components: [], lastAt: null });
    }
  }

  /** When the next result ceases to hold, or null. */
  nextExpiry(): number | null {
    let next: number | null = null;
    for (const { facts, confirmation, lastAt } of this.#watched.values()) {
      if (lastAt === null || confirmation.state === 'unknown') continue;
      const at = lastAt + holdsMs(facts);
      if (next === null || at < next) next = at;
    }
    return next;
  }

  /** The results and views that samples at one instant make. */
  take(samples: readonly Sample[], at: number): CoreInput[] {
    const inputs = samples.flatMap((sample) => this.#takeOne(sample, at));
    return [...inputs, ...this.#expire(at)];
  }

  /** Sight of all of them is lost: asleep, or not running. */
  loseAll(at: number): CoreInput[] {
    return [...this.#watched.values()].flatMap((one) => this.#lose(one, at));
  }

  #takeOne({ series, index, excused }: Sample, at: number): CoreInput[] {
    const one = this.#watched.get(series.monitor);
    const written = series.state ? series.state[index] : 'healthy';
    if (!one || written === null || written === undefined) return [];
    const state: State = excused ? 'unknown' : (STATES.find((name) => name === written) ?? 'unknown');
    const { confirm } = one.facts;
    one.lastAt = at;
    one.confirmation = observe(one.confirmation, { state, at, message: '' }, confirm);
    const components = state === 'unknown' ? null : readComponents(series, index);
    if (components !== null || one.components.length > 0) {
      one.components = observeComponents(one.components, { components, at }, confirm).components;
    }
    const certificate = sampleDuration(series.certExpires?.[index]);
    const age = sampleDuration(series.fileAge?.[index]);
    const result = {
      at,
      state,
      latencyMs: sampleNumber(series.latency?.[index]),
      recheck: false,
      restarted: sampleNumber(series.restarts?.[index]) ?? 0,
      certificateUntil: certificate === null ? null : at + certificate,
      fileWrittenAt: age === null ? null : at - age,
    };
    return [
      { type: 'result', monitor: series.monitor, result },
      { type: 'view', monitor: series.monitor, view: viewOf(one), lost: false },
    ];
  }

  #expire(at: number): CoreInput[] {
    return [...this.#watched.values()].flatMap((one) =>
      one.lastAt !== null && one.lastAt + holdsMs(one.facts) <= at ? this.#lose(one, at) : [],
    );
  }

  #lose(one: Watched, at: number): CoreInput[] {
    if (one.lastAt === null || one.confirmation.state === 'unknown') return [];
    one.confirmation = loseSight(one.confirmation, at, '');
    one.components = one.components.map((part) => ({
      ...part,
      confirmation: loseSight(part.confirmation, at, ''),
    }));
    return [{ type: 'view', monitor: one.facts.id, view: viewOf(one), lost: true }];
  }
}

/** Null where the answer named no part at all. */
function readComponents({ components }: MonitorSeries, index: number): Component[] | null {
  const named = Object.entries(components).flatMap(([path, series]) => {
    const state = STATES.find((name) => name === series[index]);
    return state ? [{ path, state }] : [];
  });
  return Object.keys(components).length === 0 || named.length === 0 ? null : named;
}

function viewOf({ confirmation, components }: Watched): MonitorView {
  const { state, lastState, since, run, message } = confirmation;
  return {
    state,
    lastState,
    since,
    message,
    run: run && { direction: run.direction, since: run.since },
    components: confirmedComponents(components),
  };
}
