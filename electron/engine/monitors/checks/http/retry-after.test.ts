import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const NOW = Date.UTC(2026, 0, 5, 8, 0, 0);

describe('Retry-After', () => {
  it.each<[string, string | undefined, string | undefined, number | null]>([
    ['is missing', undefined, undefined, null],
    ['gives seconds', '120', undefined, 120_000],
    ['gives no time', '0', undefined, 0],
    ['asks for a day and gets a quarter of an hour', '86400', undefined, 900_000],
    ['asks for ever', '9'.repeat(400), undefined, 900_000],
    ['gives a date, read against this clock', 'Mon, 05 Jan 2026 08:01:00 GMT', undefined, 60_000],
    [
      'gives a date, read against the clock of the target',
      'Mon, 05 Jan 2026 09:01:00 GMT',
      'Mon, 05 Jan 2026 09:00:30 GMT',
      30_000,
    ],
    ['gives a date beside an odd Date', 'Mon, 05 Jan 2026 08:01:00 GMT', 'soon', 60_000],
    ['gives a date that has passed', 'Sun, 04 Jan 2026 08:00:00 GMT', undefined, 0],
    ['gives a date as RFC 850 had it', 'Monday, 05-Jan-26 08:00:10 GMT', undefined, 10_000],
    ['gives a date as asctime has it', 'Mon Jan  5 08:00:10 2026', undefined, 10_000],
    ['is negative', '-5', undefined, null],
    ['is a word', 'later', undefined, null],
    ['is a bare year', '2027-01-01', undefined, null],
  ])('%s', (_, header, date, expected) => {
    expect(retryAfterMs(header, date, NOW)).toBe(expected);
  });
});
