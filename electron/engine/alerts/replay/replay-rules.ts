/** Tries rules on the past of everything they are about, one subject after the other and each in pieces. */
import type { AlertRule } from '../../../../shared/config/alerts/model.ts';
import type { Config, MonitorConfig } from '../../../../shared/config/model.ts';
import type { ReplayAnswer, ReplayParams } from '../../history/queries/replay.ts';
import type { LogReplayAnswer, LogReplayParams } from '../../logs/queries/replay-logs.ts';
import type { SourceSettings } from '../../logs/queries/settings.ts';
import type { MonitorFacts } from '../core/facts.ts';
import { logSubject, makeSettings, type ReadyRule, type Settings } from '../core/settings.ts';
import { coreConfig } from '../facts-of-config.ts';
import type { Firing } from './firing.ts';
import { needsOf } from './replayable.ts';
import { MOST_FIRINGS, Trial, type ReplayedRule } from './trial.ts';

export interface ReplayDeps {
  /** Ask for the next piece, of the history and of the logs, where no check waits for it. */
  history: (params: ReplayParams) => ReplayAnswer | Promise<ReplayAnswer>;
  logs: (params: LogReplayParams) => LogReplayAnswer | Promise<LogReplayAnswer>;
  /** True once it has taken long enough; asked between pieces. Throws where nobody wants it any more. */
  isOver: () => boolean;
  isLocal: (monitor: MonitorConfig) => boolean;
}

export interface ReplayInput {
  /** What is watched; its own rules do not matter. */
  config: Config;
  rules: readonly AlertRule[];
  /** Epoch milliseconds. */
  since: number;
  until: number;
}

export async function replayRules(input: ReplayInput, deps: ReplayDeps): Promise<ReplayedRule[]> {
  const { config, rules, since } = input;
  const trials = new Map(rules.map((rule) => [rule.id, new Trial(rule, since)]));
  const parts = [...trials.values()].flatMap(({ part }) => part ?? []);
  const watched = { ...config, maintenance: [] };
  const settings = makeSettings(coreConfig(watched, { zone: 'UTC', isLocal: deps.isLocal, rules: parts }));
  for (const { rule, subjects } of settings.rules) trials.get(rule.id)?.watches(subjects.length);
  for (const { monitor, name, rules: own } of settings.subjects.values()) {
    if (!monitor || own.length === 0) continue;
    const alike = Map.groupBy(own, ({ rule }) => needsOf(rule, monitor.intervalMs).partMs);
    for (const some of alike.values()) await tryOnMonitor(monitor, name, { some, trials }, input, deps);
  }
  await tryOnLogs(settings, trials, input, deps);
  return [...trials.values()].map((trial) => trial.conclude());
}

async function tryOnMonitor(
  monitor: MonitorFacts,
  name: string,
  { some, trials }: { some: readonly ReadyRule[]; trials: ReadonlyMap<string, Trial> },
  { since, until }: ReplayInput,
  { history, isOver }: ReplayDeps,
): Promise<void> {
  const rules = some.map(({ rule }) => rule).filter(({ id }) => !trials.get(id)?.isFull);
  if (rules.length === 0) return;
  const firings: Firing[] = [];
  let answer: ReplayAnswer | null = null;
  do {
    if (isOver()) {
      for (const { id } of rules) trials.get(id)?.skip();
      return;
    }
    answer = await history({ monitor, rules, since, until, saved: answer?.saved ?? null });
    firings.push(...answer.firings);
  } while (answer.saved !== null && firings.length < MOST_FIRINGS * rules.length);
  for (const rule of rules) {
    const { results, reachMs } = needsOf(rule, monitor.intervalMs);
    const { rawFrom, recordedFrom, resultsFrom } = answer;
    trials.get(rule.id)?.add(monitor.id, {
      name,
      firings: firings.filter((firing) => firing.rule === rule.id),
      exactFrom: !results || rawFrom === null ? null : Math.min(until, rawFrom + reachMs),
      recordedFrom: results ? later(recordedFrom, resultsFrom) : recordedFrom,
    });
    // Another rule fired without end, and took this one with it.
    if (answer.saved !== null) trials.get(rule.id)?.skip();
  }
}

/** Both must be there. */
const later = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.max(a, b);

const isOnLogs = ({ subjects }: ReadyRule): boolean => subjects[0]?.startsWith(logSubject('')) ?? false;

async function tryOnLogs(
  settings: Settings,
  trials: ReadonlyMap<string, Trial>,
  { config, since, until }: ReplayInput,
  { logs, isOver }: ReplayDeps,
): Promise<void> {
  const ready = settings.rules.filter(isOnLogs);
  if (ready.length === 0) return;
  const rules = ready.map(({ rule }) => rule);
  const sources = settings.config.sources;
  const from = since - Math.max(...rules.map((rule) => needsOf(rule, 0).leadMs));
  const params = {
    settings: config.logs.map(({ id, dir, pattern }): SourceSettings => ({ id, dir, pattern })),
    sources,
    monitors: settings.config.monitors.filter(({ id }) => sources.some((one) => one.monitors.includes(id))),
    rules,
    from,
    since,
    until,
  };
  const firings: Firing[] = [];
  let answer: LogReplayAnswer | null = null;
  do {
    if (isOver()) {
      for (const { rule, subjects } of ready) subjects.forEach(() => trials.get(rule.id)?.skip());
      return;
    }
    answer = await logs({ ...params, saved: answer?.saved ?? null });
    firings.push(...answer.firings);
  } while (answer.saved !== null && firings.length < MOST_FIRINGS);
  for (const { rule, subjects } of ready) {
    for (const subject of subjects) {
      trials.get(rule.id)?.add(subject, {
        name: settings.subjects.get(subject)?.name ?? subject,
        firings: firings.filter((firing) => firing.rule === rule.id && firing.subject === subject),
        exactFrom: null,
        recordedFrom: answer.recordedFrom,
      });
    }
  }
}
