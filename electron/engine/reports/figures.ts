/** What a report tells, from what the history answers. Pure; durations in milliseconds, ratios 0 to 1. */
import type { MonitorMetrics } from '../history/queries/metrics.ts';

export interface ReportSubject {
  id: string;
  name: string;
  group: string | null;
}

export interface ReportSpan {
  from: number;
  to: number;
}

/** What was asked of the history, of the period and of the one before it. */
export interface ReportAnswers {
  span: ReportSpan;
  /** Monitors in the order of the configuration. */
  monitors: readonly ReportSubject[];
  metrics: readonly MonitorMetrics[];
  before: readonly MonitorMetrics[];
  incidents: readonly { subject: string; startedAt: number; endedAt: number | null }[];
  /** The noisiest first. */
  noise: readonly { rule: string; popups: number }[];
  newErrors: readonly { title: string; count: number }[];
}

interface Slow {
  name: string;
  p95Ms: number;
  /** Null where it is not known. */
  beforeMs: number | null;
}

export interface GroupFigures {
  /** Null for monitors without a group. */
  name: string | null;
  monitors: number;
  uptime: number | null;
  incidents: number;
  p95Ms: number | null;
}

export interface ReportFigures {
  span: ReportSpan;
  monitors: number;
  /** Time in healthy or degraded over known time, of all monitors together; null where nothing is known. */
  uptime: number | null;
  /** Those that were not up all the time, the lowest first. */
  lowest: { name: string; uptime: number }[];
  incidents: { count: number; open: number; totalMs: number; longest: Incident | null };
  groups: GroupFigures[];
  /** The slowest first. */
  slowest: Slow[];
  /** Whose 95th percentile changed the most, by a third at least; the greatest change first. */
  changed: Slow[];
  noise: ReportAnswers['noise'];
  newErrors: ReportAnswers['newErrors'];
}

interface Incident {
  subject: string;
  ms: number;
  at: number;
}

const LEAST_CHANGE = 4 / 3;
/** Smaller differences are nobody's business, however large their ratio. */
const LEAST_DIFFERENCE_MS = 20;

export function reportFigures(answers: ReportAnswers): ReportFigures {
  const { span, monitors, incidents } = answers;
  const measured = new Map(answers.metrics.map((one) => [one.id, one]));
  const before = new Map(answers.before.map((one) => [one.id, one]));
  const nameOf = new Map(monitors.map(({ id, name }) => [id, name]));

  const latencies = monitors.flatMap(({ id, name }): Slow[] => {
    const p95Ms = measured.get(id)?.latency.p95Ms ?? null;
    return p95Ms === null ? [] : [{ name, p95Ms, beforeMs: before.get(id)?.latency.p95Ms ?? null }];
  });
  const lasted = incidents.map(({ subject, startedAt, endedAt }): Incident => {
    const from = Math.max(startedAt, span.from);
    const ms = Math.max(0, Math.min(endedAt ?? span.to, span.to) - from);
    return { subject: nameOf.get(subject) ?? subject, ms, at: startedAt };
  });
  const groups = [...Map.groupBy(monitors, ({ group }) => group)].map(([name, own]): GroupFigures => {
    const ids = new Set(own.map(({ id }) => id));
    const p95s = own.flatMap(({ id }) => measured.get(id)?.latency.p95Ms ?? []);
    return {
      name,
      monitors: own.length,
      uptime: uptimeOf(own, measured, span),
      incidents: incidents.filter(({ subject }) => ids.has(subject)).length,
      p95Ms: p95s.length === 0 ? null : Math.max(...p95s),
    };
  });
  return {
    span,
    monitors: monitors.length,
    uptime: uptimeOf(monitors, measured, span),
    lowest: monitors
      .flatMap(({ id, name }) => {
        const uptime = measured.get(id)?.uptime ?? null;
        return uptime === null || uptime >= 1 ? [] : [{ name, uptime }];
      })
      .toSorted((a, b) => a.uptime - b.uptime),
    incidents: {
      count: incidents.length,
      open: incidents.filter(({ endedAt }) => endedAt === null || endedAt > span.to).length,
      totalMs: lasted.reduce((sum, { ms }) => sum + ms, 0),
      longest: lasted.toSorted((a, b) => b.ms - a.ms)[0] ?? null,
    },
    groups,
    slowest: latencies.toSorted((a, b) => b.p95Ms - a.p95Ms),
    changed: latencies.filter((one) => changeOf(one) > 0).toSorted((a, b) => changeOf(b) - changeOf(a)),
    noise: answers.noise,
    newErrors: answers.newErrors,
  };
}

function uptimeOf(
  monitors: readonly ReportSubject[],
  measured: ReadonlyMap<string, MonitorMetrics>,
  { from, to }: ReportSpan,
): number | null {
  let upMs = 0;
  let knownMs = 0;
  for (const { id } of monitors) {
    const one = measured.get(id);
    if (!one || one.uptime === null) continue;
    const known = to - from - one.unknownMs;
    upMs += one.uptime * known;
    knownMs += known;
  }
  return knownMs > 0 ? Math.min(1, upMs / knownMs) : null;
}

/** How far the 95th percentile moved, as a logarithm, so that up and down weigh the same; 0 where it hardly did. */
function changeOf({ p95Ms, beforeMs }: Slow): number {
  if (beforeMs === null || beforeMs <= 0 || p95Ms <= 0) return 0;
  if (Math.abs(p95Ms - beforeMs) < LEAST_DIFFERENCE_MS) return 0;
  const change = Math.abs(Math.log(p95Ms / beforeMs));
  return change >= Math.log(LEAST_CHANGE) ? change : 0;
}
