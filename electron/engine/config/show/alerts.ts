/** Rules, windows and notifications in the keys of the language. */
import { isDeepStrictEqual } from 'node:util';
import { builtInRules } from '../../../../shared/config/alerts/built-in.ts';
import type {
  AlertRule,
  Condition,
  LogFilter,
  MaintenanceWindow,
  Match,
  Threshold,
} from '../../../../shared/config/alerts/model.ts';
import type { NotifyConfig } from '../../../../shared/config/model.ts';
import { formatEvery } from '../../../../shared/config/notify/report.ts';
import { formatDuration } from '../../../../shared/config/values/duration.ts';
import { compact } from './compact.ts';
import { maskUrl } from './mask-url.ts';

const percent = (ratio: number): string => `${Number((ratio * 100).toPrecision(12))}%`;

function limit({ direction, limit: value }: Threshold, show: (value: number) => unknown) {
  return { [direction]: show(value) };
}

function showFilter(filter: LogFilter) {
  return compact({ ...filter, where: compact(filter.where) }) ?? {};
}

function showCondition(condition: Condition): Record<string, unknown> {
  switch (condition.kind) {
    case 'state':
      return { state: condition.states };
    case 'component':
      return { component: condition.glob, state: condition.states };
    case 'latency': {
      const { aggregate, threshold, overMs, minSamples } = condition;
      return {
        latency: aggregate,
        ...limit(threshold, formatDuration),
        over: formatDuration(overMs),
        min_samples: minSamples,
      };
    }
    case 'error_rate': {
      const { threshold, overMs, minSamples, minBad } = condition;
      return {
        error_rate: true,
        ...limit(threshold, percent),
        over: formatDuration(overMs),
        min_samples: minSamples,
        min_bad: minBad,
      };
    }
    case 'uptime':
      return { uptime: true, ...limit(condition.threshold, percent), over: formatDuration(condition.overMs) };
    case 'cert_expires':
    case 'file_age':
      return { [condition.kind]: true, ...limit(condition.threshold, formatDuration) };
    case 'restarts':
      return {
        restarts: true,
        ...limit(condition.threshold, Number),
        over: formatDuration(condition.overMs),
      };
    case 'no_data':
      return { no_data: formatDuration(condition.afterMs ?? 0) };
    case 'burn_rate':
      return {
        burn_rate: { objective: percent(condition.objective), window: formatDuration(condition.windowMs) },
      };
    case 'log_count':
      return {
        logs: showFilter(condition.filter),
        [condition.rate ? 'rate' : 'count']: true,
        ...limit(condition.threshold, Number),
        over: formatDuration(condition.overMs),
      };
    case 'log_field':
      return {
        logs: showFilter(condition.filter),
        field: condition.field,
        agg: condition.aggregate,
        ...limit(condition.threshold, Number),
        over: formatDuration(condition.overMs),
      };
    case 'log_group':
      return { logs: showFilter(condition.filter), group: condition.group };
    case 'all':
    case 'any':
      return { [condition.kind]: condition.parts.map(showCondition) };
  }
}

function showRule(rule: AlertRule) {
  const burning = rule.when.kind === 'burn_rate';
  return compact({
    id: burning ? rule.id.replace(/\/fast$/, '') : rule.id,
    severity: burning ? null : rule.severity,
    monitors: rule.monitors.length > 0 ? rule.monitors : null,
    when: showCondition(rule.when),
    for: formatDuration(rule.forMs),
    keep_firing_for: formatDuration(rule.keepFiringForMs),
    labels: compact(rule.labels),
    runbook: rule.runbook,
    message: rule.message,
  });
}

/** Nothing where the built-in rules apply. */
export function showAlerts(rules: readonly AlertRule[], environment: string): unknown[] {
  if (isDeepStrictEqual(rules, builtInRules(environment))) return [];
  return rules.filter(({ when }) => when.kind !== 'burn_rate' || when.speed === 'fast').map(showRule);
}

export function showMatch(match: Match | null): Record<string, unknown> | undefined {
  return match === null ? undefined : compact(Object.fromEntries(match));
}

export function showMaintenance(windows: readonly MaintenanceWindow[]): unknown[] {
  return windows.map(({ id, match, when }) =>
    compact({
      id,
      match: showMatch(match),
      ...('cron' in when
        ? { cron: when.cron, duration: formatDuration(when.durationMs), zone: when.zone }
        : when),
    }),
  );
}

export function showPolicy(notify: NotifyConfig): Record<string, unknown> {
  const { away, repeatMs, rateLimit, deadman } = notify;
  return {
    group_by: notify.groupBy,
    group_wait: formatDuration(notify.groupWaitMs),
    group_interval: formatDuration(notify.groupIntervalMs),
    repeat: Object.fromEntries(
      Object.entries(repeatMs).map(([severity, ms]) => [
        severity,
        ms === null ? 'never' : formatDuration(ms),
      ]),
    ),
    rate_limit: { popups: rateLimit.popups, per: formatDuration(rateLimit.perMs) },
    away: away === null ? false : { idle: formatDuration(away.idleMs), hold: away.hold },
    quiet_hours: notify.quietHours.map((hours) =>
      compact({ ...hours, pass: hours.pass.length > 0 ? hours.pass : null }),
    ),
    ...(deadman && { deadman: { url: maskUrl(deadman.url), every: formatDuration(deadman.everyMs) } }),
    reports: notify.reports.map((report) =>
      compact({
        every: formatEvery(report),
        channel: report.channel,
        period: formatDuration(report.periodMs),
        zone: report.zone,
      }),
    ),
  };
}
