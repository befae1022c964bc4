import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CachedSpan } from './cached-span.ts';
import { cronSpan } from './cron.ts';
import { dailySpan } from './daily.ts';
import type { RecurringSpan } from './span.ts';
import { localAsUtc, momentOf } from './zone.ts';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];

/** All spans of a time, found by asking every minute. */
function spansOf(asked: RecurringSpan, from: string, to: string): string[] {
  const span = new CachedSpan(asked);
  const found: string[] = [];
  let since: number | null = null;
  for (let time = at(from); time <= at(to); time += 60_000) {
    if (span.isActive(time) && since === null) since = time;
    if (!span.isActive(time) && since !== null) {
      found.push(`${new Date(since).toISOString().slice(0, 16)} ${(time - since) / 60_000} min`);
      since = null;
    }
  }
  return found;
}

describe('local time', () => {
  it('comes back as the moment it was taken from, or as the first of two', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 4_000_000_000 }), (zone, second) => {
        const moment = second * 1000;
        const local = localAsUtc(moment, zone);
        const back = momentOf(local, zone);
        expect(localAsUtc(back, zone)).toBe(local);
        expect(back).toBeLessThanOrEqual(moment);
      }),
    );
  });

  it('that is skipped is the next minute there is', () => {
    expect(momentOf(Date.UTC(2026, 2, 29, 2, 30), 'Europe/Berlin')).toBe(at('2026-03-29T01:00:00Z'));
    expect(momentOf(Date.UTC(2026, 9, 4, 2, 15), 'Australia/Lord_Howe')).toBe(at('2026-10-03T15:30:00Z'));
  });

  it('that comes twice is its first', () => {
    expect(momentOf(Date.UTC(2026, 9, 25, 2, 30), 'Europe/Berlin')).toBe(at('2026-10-25T00:30:00Z'));
  });
});

describe('a window', () => {
  it('by cron lasts its duration, on the days of both changes too', () => {
    const span = cronSpan('30 2 * * *', HOUR, 'Europe/Berlin');
    expect(spansOf(span, '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toEqual([
      '2026-03-29T01:00 60 min',
      '2026-03-30T00:30 60 min',
    ]);
    expect(spansOf(span, '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toEqual([
      '2026-10-25T00:30 60 min',
      '2026-10-26T01:30 60 min',
    ]);
  });

  it('across midnight belongs to the day on which it begins', () => {
    const span = dailySpan({ days: ['mon'], from: '22:00', to: '07:00', zone: null }, 'Europe/Berlin');
    expect(spansOf(span, '2026-01-04T00:00:00Z', '2026-01-11T00:00:00Z')).toEqual([
      '2026-01-05T21:00 540 min',
    ]);
  });

  it('by day follows the clocks of its zone', () => {
    const span = dailySpan({ days: ['sun'], from: '02:30', to: '06:00', zone: null }, 'Europe/Berlin');
    expect(spansOf(span, '2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z')).toEqual([
      '2026-03-29T01:00 180 min',
    ]);
    expect(spansOf(span, '2026-10-24T00:00:00Z', '2026-10-26T00:00:00Z')).toEqual([
      '2026-10-25T00:30 270 min',
    ]);
  });

  it('does not change before it says that it may, and answers the same when it remembers', () => {
    const spans = [
      cronSpan('*/20 1-4 * * 1-5', 10 * 60_000, 'Europe/Berlin'),
      dailySpan({ days: ['sat', 'sun'], from: '23:00', to: '03:30', zone: null }, 'America/New_York'),
    ];
    const time = fc.integer({
      min: at('2026-01-01T00:00:00Z') / 60_000,
      max: at('2026-12-31T00:00:00Z') / 60_000,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...spans),
        time,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (span, minute, share) => {
          const moment = minute * 60_000;
          const next = span.nextChange(moment);
          expect(next).toBeGreaterThan(moment);
          const between = moment + Math.floor(((next ?? moment) - 1 - moment) * share);
          expect(span.isActive(between)).toBe(span.isActive(moment));
          const cached = new CachedSpan(span);
          expect([cached.isActive(moment), cached.isActive(between)]).toEqual([
            span.isActive(moment),
            span.isActive(between),
          ]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
