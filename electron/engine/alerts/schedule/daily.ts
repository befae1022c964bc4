import { DAYS, type DailyWindow } from '../../../../shared/config/alerts/model.ts';
import type { RecurringSpan } from './span.ts';
import { localAsUtc, momentOf } from './zone.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 3;

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (hour * 60 + minute) * MINUTE;
}

/** From `from` to `to` of each listed day; across midnight where `to` is not later. */
export function dailySpan({ days, from, to }: DailyWindow, zone: string): RecurringSpan {
  const begin = minutes(from);
  const end = minutes(to) > begin ? minutes(to) : minutes(to) + DAY;

  /** The spans that begin on local days near `at`, as moments. */
  function near(at: number, before: number, after: number): { start: number; end: number }[] {
    const today = Math.floor(localAsUtc(at, zone) / DAY);
    const spans: { start: number; end: number }[] = [];
    for (let day = today - before; day <= today + after; day += 1) {
      const name = DAYS[(((day + EPOCH_WEEKDAY) % 7) + 7) % 7];
      if (name === undefined || !days.includes(name)) continue;
      spans.push({ start: momentOf(day * DAY + begin, zone), end: momentOf(day * DAY + end, zone) });
    }
    return spans;
  }

  return {
    isActive: (at) => near(at, 1, 0).some((span) => span.start <= at && at < span.end),
    nextChange(at) {
      const edges = near(at, 1, 8)
        .flatMap((span) => [span.start, span.end])
        .filter((edge) => edge > at);
      return edges.length === 0 ? null : Math.min(...edges);
    },
  };
}
