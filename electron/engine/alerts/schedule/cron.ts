import { Cron } from 'croner';
import type { RecurringSpan } from './span.ts';
import { localAsUtc, momentOf } from './zone.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

/** Evaluates an expression on local times written as UTC; summer time is dealt with by `momentOf`, in one place. */
function parse(expression: string): Cron {
  return new Cron(expression, { timezone: 'UTC', paused: true });
}

/** Null for a cron expression of five fields that comes true at some time, else what is wrong with it. */
export function cronProblem(expression: string): string | null {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 5) {
    return `expected five fields (minute hour day month weekday) such as "0 2 * * *", got ${fields.length}`;
  }
  try {
    return parse(expression).nextRun(new Date(0)) === null ? 'this time never comes' : null;
  } catch (error) {
    return `not a cron expression: ${error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error)}`;
  }
}

/** A span of `durationMs` from each time of a cron expression on, by the clocks of `zone`. */
export function cronSpan(expression: string, durationMs: number, zone: string): RecurringSpan {
  const cron = parse(expression);
  /** The latest start at or before `at`, or -∞. Local times may run back by an hour, in which others have come already. */
  const startBefore = (at: number): number => {
    let local = localAsUtc(at, zone) + HOUR + SECOND;
    for (;;) {
      const [run] = cron.previousRuns(1, new Date(local));
      if (!run) return -Infinity;
      const start = momentOf(run.getTime(), zone);
      if (start <= at) return start;
      local = run.getTime();
    }
  };
  /** The first start after `at`, or ∞. In an hour that comes twice all of its starts lie behind. */
  const startAfter = (at: number): number => {
    let run = cron.nextRun(new Date(localAsUtc(at, zone)));
    while (run && momentOf(run.getTime(), zone) <= at) run = cron.nextRun(run);
    return run ? momentOf(run.getTime(), zone) : Infinity;
  };
  return {
    isActive: (at) => at < startBefore(at) + durationMs,
    nextChange(at) {
      const end = startBefore(at) + durationMs;
      const next = Math.min(startAfter(at), end > at ? end : Infinity);
      return Number.isFinite(next) ? next : null;
    },
  };
}
