/** The configuration made ready for the core: subjects with their rules, dependencies, groups and windows. */
import type { AlertRule, Match } from '../../../../shared/config/alerts/model.ts';
import type { NotifyConfig } from '../../../../shared/config/model.ts';
import type { Severity } from '../../../../shared/domain/severity.ts';
import { kindOf, leavesOf, type Leaf } from '../conditions/registry.ts';
import type { LogCondition } from '../conditions/condition-kind.ts';
import { globMatches } from '../../../../shared/domain/glob.ts';
import { attributeOf, type AlertAttributes } from '../match.ts';
import { selectMonitors } from '../select.ts';
import { CachedSpan } from '../schedule/cached-span.ts';
import { cronSpan } from '../schedule/cron.ts';
import { dailySpan } from '../schedule/daily.ts';
import type { CoreConfig, MonitorFacts, SourceFacts } from './facts.ts';
import { familyOf, type Family } from './family.ts';

/** The rule that stands for a flapping subject, and the one that stands for being offline. */
export const FLAPPING_RULE = 'flapping';
export const OFFLINE_RULE = 'offline';

/** A rule with what follows from its condition. */
export interface ReadyRule {
  rule: AlertRule;
  leaves: readonly Leaf[];
  subjects: readonly string[];
  /** By the key of a condition on logs: whom a record concerns that fits it, besides its own source. */
  joined: ReadonlyMap<string, readonly string[]>;
  behindParents: boolean;
  behindFlapping: boolean;
  holdsIncident: boolean;
  /** True for rules on error groups: they end without a word. */
  silentEnd: boolean;
}

/** A monitor or a log source, as alerts speak of it. */
export interface SubjectFacts {
  id: string;
  name: string;
  group: string | null;
  kind: string;
  environment: string;
  labels: Readonly<Record<string, string>>;
  runbook: string | null;
  monitor: MonitorFacts | null;
  rules: ReadyRule[];
  /** How far back its windows reach. */
  reachMs: { results: number; latency: number; restarts: number };
}

export interface Settings {
  config: CoreConfig;
  notify: NotifyConfig;
  rules: readonly ReadyRule[];
  byId: ReadonlyMap<string, ReadyRule>;
  subjects: ReadonlyMap<string, SubjectFacts>;
  family: Family;
  maintenance: readonly { id: string; match: Match; span: CachedSpan }[];
  quietHours: readonly { pass: readonly Severity[]; span: CachedSpan }[];
  sources: ReadonlyMap<string, SourceFacts>;
}

/** The subject of a log source. */
export const logSubject = (source: string): string => `log:${source}`;

/** The ids of the log sources that a condition is about. */
export function sourcesOf({ filter }: LogCondition, sources: Iterable<SourceFacts>): string[] {
  return [...sources]
    .filter(({ id }) => filter.source === null || globMatches(filter.source, id))
    .map(({ id }) => id);
}

export function makeSettings(config: CoreConfig): Settings {
  const { monitors, sources, zone, notify } = config;
  const subjects = new Map<string, SubjectFacts>();
  for (const monitor of monitors)
    subjects.set(monitor.id, { ...monitor, monitor, rules: [], reachMs: noReach() });
  for (const source of sources) {
    const id = logSubject(source.id);
    const facts = { ...source, id, kind: 'log', labels: {}, runbook: null, monitor: null };
    subjects.set(id, { ...facts, rules: [], reachMs: noReach() });
  }
  const rules = config.rules.map((rule) => readyRule(rule, config));
  for (const ready of rules) {
    for (const id of ready.subjects) {
      const subject = subjects.get(id);
      if (!subject) continue;
      subject.rules.push(ready);
      widen(subject, ready);
    }
  }
  return {
    config,
    notify,
    rules,
    byId: new Map(rules.map((ready) => [ready.rule.id, ready])),
    subjects,
    family: familyOf(monitors),
    sources: new Map(sources.map((source) => [source.id, source])),
    maintenance: config.maintenance.map(({ id, match, when }) => ({
      id,
      match,
      span: new CachedSpan(
        'cron' in when
          ? cronSpan(when.cron, when.durationMs, when.zone ?? zone)
          : dailySpan(when, when.zone ?? zone),
      ),
    })),
    quietHours: notify.quietHours.map((hours) => ({
      pass: hours.pass,
      span: new CachedSpan(dailySpan(hours, hours.zone ?? zone)),
    })),
  };
}

const noReach = () => ({ results: 0, latency: 0, restarts: 0 });

function readyRule(rule: AlertRule, config: CoreConfig): ReadyRule {
  const leaves = leavesOf(rule.id, rule.when);
  const kinds = leaves.map(({ condition }) => ({ condition, kind: kindOf(condition) }));
  const subjects = subjectsOf(rule, leaves, config);
  return {
    rule,
    leaves,
    subjects,
    joined: joinedBy(leaves, subjects, config),
    behindParents: kinds.every(({ kind }) => kind.behindParents),
    behindFlapping: kinds.every(({ kind }) => kind.behindFlapping),
    holdsIncident: kinds.some(({ kind, condition }) => kind.holdsIncident(condition)),
    silentEnd: leaves.every(({ condition }) => condition.kind === 'log_group'),
  };
}

/** A rule on logs alone is about sources, any other about monitors. */
function subjectsOf(rule: AlertRule, leaves: readonly Leaf[], config: CoreConfig): string[] {
  const onLogs = leaves.flatMap(({ condition }) => ('filter' in condition ? [condition] : []));
  const chosen = selectMonitors(rule.monitors, config.monitors).map(({ id }) => id);
  if (onLogs.length < leaves.length) return chosen;
  const sources = new Set(onLogs.flatMap((condition) => sourcesOf(condition, config.sources)));
  return config.sources
    .filter(({ id }) => sources.has(id))
    .filter(({ monitors }) => rule.monitors.length === 0 || monitors.some((id) => chosen.includes(id)))
    .map(({ id }) => logSubject(id));
}

/** A rule that joins what is logged in one place with something else is judged for that as well. */
function joinedBy(
  leaves: readonly Leaf[],
  subjects: readonly string[],
  { sources }: CoreConfig,
): Map<string, string[]> {
  const joined = new Map<string, string[]>();
  for (const { key, condition } of leaves) {
    if (!('filter' in condition)) continue;
    const own = new Set(sourcesOf(condition, sources).map(logSubject));
    joined.set(
      key,
      subjects.filter((id) => !own.has(id)),
    );
  }
  return joined;
}

function widen(subject: SubjectFacts, { leaves }: ReadyRule): void {
  const { reachMs } = subject;
  const intervalMs = subject.monitor?.intervalMs ?? 0;
  for (const { condition } of leaves) {
    const reach = kindOf(condition).reachMs(condition, intervalMs);
    reachMs.results = Math.max(reachMs.results, reach);
    if (condition.kind === 'latency') reachMs.latency = Math.max(reachMs.latency, reach);
    if (condition.kind === 'restarts') reachMs.restarts = Math.max(reachMs.restarts, reach);
  }
}

/** What can be matched in an alert; empty texts where the subject is not known any more. */
export function attributes(
  settings: Settings,
  alert: { rule: string; subject: string; severity: Severity },
  of: string = alert.subject,
): AlertAttributes {
  const subject = settings.subjects.get(of);
  const rule = settings.byId.get(alert.rule);
  return {
    monitor: of,
    group: subject?.group ?? '',
    kind: subject?.kind ?? '',
    environment: subject?.environment ?? '',
    severity: alert.severity,
    rule: alert.rule,
    labels: { ...subject?.labels, ...rule?.rule.labels },
  };
}

/** The group of popups that an alert belongs to; a dependency tree is one, that of its root. */
export function groupKey(
  settings: Settings,
  alert: { rule: string; subject: string; severity: Severity },
): string {
  const root = settings.family.rootOf(alert.subject);
  const attributesOfRoot = attributes(settings, alert, root);
  return JSON.stringify(settings.notify.groupBy.map((key) => attributeOf(attributesOfRoot, key)));
}
