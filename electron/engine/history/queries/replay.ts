import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import type { MonitorFacts } from '../../alerts/core/facts.ts';
import type { Firing, ReplayProgress } from '../../alerts/replay/firing.ts';
import { NOT_WATCHING, playRecorded } from '../../alerts/replay/monitor-replay.ts';
import type { Recorded } from '../../alerts/replay/recorded.ts';
import { ReplayCore, replayConfig } from '../../alerts/replay/replay-core.ts';
import { coarsened, crossings, needsOf } from '../../alerts/replay/replayable.ts';
import { FIVE_MINUTES } from '../bucket.ts';
import { floorTo } from '../track.ts';
import { recordedQuery } from './recorded.ts';
import type { Tables } from './tables.ts';

export interface ReplayParams {
  monitor: MonitorFacts;
  /** All that are tried on it at once; the coarsest of them says how fine sums are. */
  rules: readonly AlertRule[];
  /** Epoch milliseconds. */
  since: number;
  until: number;
  /** What the answer before gave; null to begin. */
  saved: ReplayProgress | null;
}

export interface ReplayAnswer {
  /** What ended since the answer before, and in the last one what still fires. What was over before `since` is not there. */
  firings: Firing[];
  /** To go on with; null at the end. */
  saved: ReplayProgress | null;
  /** Before it single results are no longer kept; null where all are. */
  rawFrom: number | null;
  /** The first that is known of the monitor; null where it is unknown to the history. */
  recordedFrom: number | null;
  /** The first of its results that is still kept, single or summed; null without any. */
  resultsFrom: number | null;
}

/** About so many results are taken in for one answer, so that other questions wait but a moment. */
const RESULTS_AT_ONCE = 4_000;
const SUMS_AT_ONCE_MS = RESULTS_AT_ONCE * FIVE_MINUTES;
const SHORTEST_MS = 3_600_000;

/** What rules would have done to one monitor, a piece of the past in each answer. */
export function replayQuery(tables: Tables) {
  const recorded = recordedQuery(tables);
  /** The same for all monitors of a replay. */
  let asked: { until: number; ended: number | null } | null = null;

  function endedAt(until: number): number | null {
    if (asked?.until !== until) asked = { until, ended: recorded.endedAt(until) };
    return asked.ended;
  }

  return ({ monitor, rules, since, until, saved }: ReplayParams): ReplayAnswer => {
    const known = tables.monitors.find(monitor.id);
    if (!known) return { firings: [], saved: null, rawFrom: null, recordedFrom: null, resultsFrom: null };
    const needs = rules.map((rule) => needsOf(rule, monitor.intervalMs));
    const lead = Math.max(0, ...needs.map(({ leadMs }) => leadMs));
    const rawFrom = recorded.rawFrom(known.key);
    const from = saved?.at ?? Math.min(until, Math.max(since - lead, floorTo(known.firstAt, FIVE_MINUTES)));

    const byStates = needs.every(({ results }) => !results);
    const singly = !byStates && from >= rawFrom;
    const to = Math.min(until, byStates ? until : singly ? from + pieceMs(monitor) : sumsEnd(from, rawFrom));
    const config = replayConfig({ monitors: [monitor] }, singly || byStates ? rules : rules.map(coarsened));
    const core = new ReplayCore(config, from, saved);
    const play = (what: Recorded, begin: number, end: number) => {
      const { validFrom, validTo } = what.certificate ?? { validFrom: Infinity, validTo: Infinity };
      const looks = [validFrom, ...crossings(rules, validTo)].filter((at) => at >= begin && at < end);
      playRecorded(core, monitor, what, { to: end, looks });
    };
    if (!saved) play(recorded.before(known.key, from), from, from);
    // Nobody missed anything before Watchpost knew the monitor, nor since it ran last.
    if (!saved && from < known.firstAt) core.advance(from, [NOT_WATCHING]);
    const sums = {
      partMs: Math.max(...needs.map(({ partMs }) => partMs)),
      sketches: needs.some(({ sketches }) => sketches),
    };
    const told = byStates ? null : singly ? 'singly' : sums;
    const ended = endedAt(until);
    if (ended === null || ended >= to) play(recorded.between(known.key, from, to, told), from, to);
    else {
      const end = Math.max(from, ended + 1);
      play(recorded.between(known.key, from, end, told), from, end);
      core.advance(end, [NOT_WATCHING]);
      play(recorded.between(known.key, end, to, told), end, to);
    }

    const done = to >= until;
    const over = core.takeEnded().filter((firing) => firing.to === null || firing.to > since);
    return {
      firings: done ? [...over, ...core.open()] : over,
      saved: done ? null : core.save(to),
      rawFrom: Number.isFinite(rawFrom) ? rawFrom : null,
      recordedFrom: known.firstAt,
      resultsFrom: recorded.resultsFrom(known.key),
    };
  };
}

function pieceMs({ intervalMs }: MonitorFacts): number {
  return Math.max(SHORTEST_MS, RESULTS_AT_ONCE * intervalMs);
}

/** Sums end where single results begin. */
function sumsEnd(from: number, rawFrom: number): number {
  return Math.min(rawFrom, floorTo(from, FIVE_MINUTES) + SUMS_AT_ONCE_MS);
}
