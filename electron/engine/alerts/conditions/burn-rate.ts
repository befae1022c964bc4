/**
 * How fast an error budget burns, over a long and a short window at once, after "Alerting on SLOs" in Google's Site
 * Reliability Workbook (multiwindow, multi-burn-rate alerts).
 */
import { tally, type Timeline } from '../windows/timeline.ts';
import { ENOUGH, UNKNOWN, type ConditionKind } from './condition-kind.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Share of the budget, in which long window, with which short one. */
const PAIRS = {
  fast: [
    { share: 0.02, longMs: HOUR, shortMs: 5 * MINUTE },
    { share: 0.05, longMs: 6 * HOUR, shortMs: 30 * MINUTE },
  ],
  slow: [
    { share: 0.1, longMs: DAY, shortMs: 2 * HOUR },
    { share: 0.1, longMs: 3 * DAY, shortMs: 6 * HOUR },
  ],
} as const;

/** The short window holds at least so many intervals. */
const INTERVALS = 5;
const BAD_IN_LONG = 3;
const BAD_IN_SHORT = 2;

/** How many times too fast is too fast, in which long window. */
export function burnFactors({
  windowMs,
  speed,
}: {
  windowMs: number;
  speed: keyof typeof PAIRS;
}): { factor: number; overMs: number }[] {
  return PAIRS[speed].map(({ share, longMs }) => ({ factor: (share * windowMs) / longMs, overMs: longMs }));
}

export const burnRateCondition: ConditionKind<'burn_rate'> = {
  behindParents: true,
  behindFlapping: false,
  holdsIncident: ({ speed }) => speed === 'fast',
  reachMs: ({ speed }, intervalMs) =>
    Math.max(...PAIRS[speed].map(({ longMs, shortMs }) => Math.max(longMs, shortMs, INTERVALS * intervalMs))),
  judge({ objective, windowMs, speed }, { monitor, at, intervalMs }) {
    if (!monitor || monitor.dark) return UNKNOWN;
    // A pair of which too little is known cannot be said to exceed anything; without any pair all is unknown.
    let holds: boolean | null = null;
    let value: number | null = null;
    for (const { share, longMs, shortMs } of PAIRS[speed]) {
      const factor = (share * windowMs) / longMs;
      const long = burn(monitor.timeline, at, longMs, objective);
      const short = burn(monitor.timeline, at, Math.max(shortMs, INTERVALS * intervalMs), objective);
      if (long === null || short === null) continue;
      const exceeds =
        long.rate > factor && short.rate > factor && long.bad >= BAD_IN_LONG && short.bad >= BAD_IN_SHORT;
      if (value === null || (exceeds && holds !== true)) value = long.rate;
      holds = holds === true || exceeds;
    }
    return { holds, value, dueAt: null };
  },
};

/** How many times faster than allowed, and from how many bad results; null where too little is known. */
function burn(
  timeline: Timeline,
  at: number,
  overMs: number,
  objective: number,
): { rate: number; bad: number } | null {
  const { healthy, degraded, unhealthy: bad, knownMs } = tally(timeline, at - overMs, at);
  const count = healthy + degraded + bad;
  if (count === 0 || knownMs < overMs * ENOUGH) return null;
  // A rate that is a factor exactly must not exceed it through rounding.
  const rate = bad / count / (1 - objective);
  return { rate: Math.round(rate * 1e9) / 1e9, bad };
}
