/** Tries rules on the past of everything they are about, one monitor after the other and each in pieces. */
import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import type { Config, MonitorConfig } from '../../../../shared/config/model.ts';
import type { ReplayAnswer, ReplayParams } from '../../history/queries/replay.ts';
import type { MonitorFacts } from '../core/facts.ts';
import { makeSettings, type Settings } from '../core/settings.ts';
import { coreConfig } from '../facts-of-config.ts';
import type { Firing, ReplayProgress } from './firing.ts';
import { missingFor, needsOf } from './replayable.ts';

export interface ReplayDeps {
  /** Asks the history for the next piece, where nothing waits for it. */
  ask: (params: ReplayParams) => ReplayAnswer | Promise<ReplayAnswer>;
  /** True once it has taken long enough, or nobody waits any more; asked between pieces. */
  isOver: () => boolean;
  isLocal: (monitor: MonitorConfig) => boolean;
}

export interface ReplayInput {
  /** With the rules in it, saved or not. */
  config: Config;
  /** Those of its rules that are tried. */
  rules: readonly AlertRule[];
  /** Epoch milliseconds. */
  since: number;
  until: number;
}

export interface ReplayedFiring extends Firing {
  name: string;
  /** It rests on sums of five minutes, at least where it began. */
  approximate: boolean;
}

/** What one rule would have done. */
export interface ReplayedRule {
  rule: AlertRule;
  /** Oldest first. */
  firings: ReplayedFiring[];
  /** From here on all of it is exact; null: from the beginning. */
  exactFrom: number | null;
  /** Before it nothing was recorded that it could be tried on; null: there was, from the beginning. */
  recordedFrom: number | null;
  /** What the answer leaves out, in sentences. */
  notes: string[];
}

/** How a rule stands while it is tried. */
interface Trial extends ReplayedRule {
  subjects: readonly string[];
  /** Monitors of which nothing is recorded. */
  unrecorded: string[];
  firstRecorded: number | null;
  untried: number;
}

export async function replayRules(input: ReplayInput, deps: ReplayDeps): Promise<ReplayedRule[]> {
  const settings = settingsOf(input, deps);
  const trials = new Map(settings.rules.map(({ rule, subjects }) => [rule.id, newTrial(rule, subjects)]));
  for (const { id, monitor, rules } of settings.subjects.values()) {
    if (!monitor || rules.length === 0) continue;
    const tried = rules.flatMap(({ rule }) => trials.get(rule.id) ?? []);
    const found = await replayMonitor(monitor, tried, input, deps);
    for (const trial of tried) note(trial, monitor, found, input);
    for (const firing of found?.firings ?? []) {
      const trial = trials.get(firing.rule);
      const approximate = trial !== undefined && firing.from < exactFrom(trial, monitor, found, input);
      trial?.firings.push({ ...firing, name: settings.subjects.get(id)?.name ?? id, approximate });
    }
  }
  return [...trials.values()].map((trial) => conclude(trial, input));
}

function settingsOf({ config, rules }: ReplayInput, { isLocal }: ReplayDeps): Settings {
  return makeSettings(coreConfig({ ...config, maintenance: [] }, { zone: 'UTC', isLocal, rules }));
}

function newTrial(rule: AlertRule, subjects: readonly string[]): Trial {
  const counts = { unrecorded: [], firstRecorded: null, untried: 0 };
  return { rule, subjects, firings: [], exactFrom: null, recordedFrom: null, notes: [], ...counts };
}

type Found = Pick<ReplayAnswer, 'firings' | 'rawFrom' | 'recordedFrom' | 'resultsFrom'>;

/** Null where there was no time to come to its end. */
async function replayMonitor(
  monitor: MonitorFacts,
  trials: readonly Trial[],
  { since, until }: ReplayInput,
  { ask, isOver }: ReplayDeps,
): Promise<Found | null> {
  const rules = trials.map(({ rule }) => rule);
  const firings: Firing[] = [];
  let saved: ReplayProgress | null = null;
  for (;;) {
    if (isOver()) return null;
    const answer: ReplayAnswer = await ask({ monitor, rules, since, until, saved });
    firings.push(...answer.firings);
    saved = answer.saved;
    if (saved === null) return { ...answer, firings };
  }
}

/** From when on a rule is exact for a monitor; -Infinity: from the beginning. */
function exactFrom(
  { rule }: Trial,
  monitor: MonitorFacts,
  found: Found | null,
  { until }: ReplayInput,
): number {
  const { results, reachMs } = needsOf(rule, monitor.intervalMs);
  if (!results || !found || found.rawFrom === null) return -Infinity;
  return Math.min(until, found.rawFrom + reachMs);
}

function note(trial: Trial, monitor: MonitorFacts, found: Found | null, input: ReplayInput): void {
  if (!found) {
    trial.untried += 1;
    return;
  }
  const { results } = needsOf(trial.rule, monitor.intervalMs);
  const first = results ? found.resultsFrom : found.recordedFrom;
  if (first === null) trial.unrecorded.push(monitor.id);
  else
    trial.firstRecorded = Math.min(
      trial.firstRecorded ?? Infinity,
      Math.max(first, found.recordedFrom ?? first),
    );
  const exact = exactFrom(trial, monitor, found, input);
  if (exact > input.since) trial.exactFrom = Math.max(trial.exactFrom ?? exact, exact);
}

function conclude(trial: Trial, { since }: ReplayInput): ReplayedRule {
  const { rule, firings, exactFrom: exact, firstRecorded } = trial;
  return {
    rule,
    firings: firings.toSorted((a, b) => a.from - b.from),
    exactFrom: exact,
    recordedFrom: firstRecorded !== null && firstRecorded > since ? firstRecorded : null,
    notes: notesOf(trial),
  };
}

const MOST_NAMED = 5;

function notesOf({ rule, subjects, unrecorded, untried }: Trial): string[] {
  const missing = missingFor(rule);
  const named = unrecorded.slice(0, MOST_NAMED).join(', ');
  const more = unrecorded.length - MOST_NAMED;
  return [
    ...(missing.length > 0
      ? [`The history does not keep ${missing.join(' and ')}: that part is not tried.`]
      : []),
    ...(subjects.length === 0 ? ['It watches nothing at present.'] : []),
    ...(unrecorded.length > 0
      ? [`Nothing is recorded of ${named}${more > 0 ? ` and ${more} more` : ''}.`]
      : []),
    ...(untried > 0
      ? [
          `There was no time to try it on ${untried} of ${subjects.length} subjects; try fewer monitors or days.`,
        ]
      : []),
  ];
}
