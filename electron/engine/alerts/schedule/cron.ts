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
  /** The latest start at or before `at`, or -∞; local times may run back by an hour, so that one more is looked at. */
  const startBefore = (at: number): number => {
    const local = localAsUtc(at, zone);
    const starts = [local + SECOND, local + HOUR + SECOND]
      .flatMap((reference) => cron.previousRuns(1, new Date(reference)))
      .map((start) => momentOf(start.getTime(), zone))
      .filter((start) => start <= at);
    return Math.max(...starts);
  };
  return {
    isActive: (at) => at < startBefore(at) + durationMs,
    nextChange(at) {
      const end = startBefore(at) + durationMs;
      const next = cron
        .nextRuns(2, new Date(localAsUtc(at, zone) - SECOND))
        .map((run) => momentOf(run.getTime(), zone));
      const later = [end, ...next].filter((moment) => moment > at);
      return later.length === 0 ? null : Math.min(...later);
    },
  };
}
