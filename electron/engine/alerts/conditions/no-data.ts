import { UNKNOWN, type ConditionKind } from './condition-kind.ts';

/** Intervals that a built-in `no_data` waits for, beside one timeout. */
const INTERVALS = 3;

/** Nothing trustworthy came for so long, counted while awake, online and watched. */
export const noDataCondition: ConditionKind<'no_data'> = {
  behindParents: true,
  behindFlapping: false,
  holdsIncident: () => true,
  reachMs: () => 0,
  judge({ afterMs }, { monitor, at, blind, intervalMs, timeoutMs }) {
    if (!monitor || blind) return UNKNOWN;
    const limit = afterMs ?? INTERVALS * intervalMs + timeoutMs;
    const { countedMs, runningSince } = monitor.noData;
    const value = countedMs + (runningSince === null ? 0 : at - runningSince);
    const holds = value >= limit;
    return { holds, value, dueAt: holds || runningSince === null ? null : at + limit - value };
  },
};
