import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DailyWindow } from '../../../../shared/config/alerts/model.ts';
import { CachedSpan } from './cached-span.ts';
import { cronProblem, cronSpan } from './cron.ts';
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
  it('is what the clocks of a zone show', () => {
    expect(localAsUtc(at('2026-02-28T20:30:45.999Z'), 'Asia/Kathmandu')).toBe(at('2026-03-01T02:15:45Z'));
  });

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
      cronSpan('*/20 1-4 * * 0-4', 10 * 60_000, 'Europe/Berlin'),
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
          expect(cached.nextChange(moment)).toBe(next);
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

describe('a window by cron', () => {
  const hourly = cronSpan('*/20 * * * *', 5 * 60_000, 'UTC');

  it('is on from its first instant, and off from its last', () => {
    const active = (time: string) => hourly.isActive(at(`2026-03-01T${time}Z`));
    expect([active('10:19:59.999'), active('10:20:00'), active('10:24:59.999'), active('10:25:00')]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('says when it changes next', () => {
    const next = (time: string) =>
      new Date(hourly.nextChange(at(`2026-03-01T${time}Z`)) ?? 0).toISOString().slice(11, 19);
    expect(['10:19:59', '10:20:00', '10:24:59', '10:25:00'].map(next)).toEqual([
      '10:20:00',
      '10:25:00',
      '10:25:00',
      '10:40:00',
    ]);
  });

  it('ends while the clocks show the hour that comes twice for the second time', () => {
    const span = cronSpan('30 2 * * *', HOUR, 'Europe/Berlin');
    expect(span.isActive(at('2026-10-25T01:10:00Z'))).toBe(true);
    expect(span.isActive(at('2026-10-25T01:31:00Z'))).toBe(false);
  });

  it('that comes often goes on after the hour that comes twice, in which nothing begins', () => {
    const often = cronSpan('*/10 * * * *', 5 * 60_000, 'Europe/Berlin');
    expect(spansOf(often, '2026-10-25T00:35:00Z', '2026-10-25T02:18:00Z')).toEqual([
      '2026-10-25T00:40 5 min',
      '2026-10-25T00:50 5 min',
      '2026-10-25T02:00 5 min',
      '2026-10-25T02:10 5 min',
    ]);
    const cached = new CachedSpan(often);
    expect(cached.nextChange(at('2026-10-25T01:10:00Z'))).toBe(at('2026-10-25T02:00:00Z'));
    expect(cached.isActive(at('2026-10-26T10:01:00Z'))).toBe(true);
  });

  it('of which the next begins before it ends lasts into the hour that comes twice', () => {
    const overlapping = cronSpan('*/30 * * * *', 50 * 60_000, 'Europe/Berlin');
    const active = ['00:59', '01:00', '01:19', '01:20', '02:00'].map((time) =>
      overlapping.isActive(at(`2026-10-25T${time}:00Z`)),
    );
    expect(active).toEqual([true, true, true, false, true]);
    expect(overlapping.nextChange(at('2026-10-25T01:10:00Z'))).toBe(at('2026-10-25T01:20:00Z'));
    const minutely = cronSpan('* * * * *', 60_000, 'Europe/Berlin');
    expect(minutely.isActive(at('2026-10-25T01:00:00Z'))).toBe(false);
    expect(minutely.nextChange(at('2026-10-25T01:00:00Z'))).toBe(at('2026-10-25T02:00:00Z'));
  });

  it('wants five fields that mean a time which comes', () => {
    expect([cronProblem('0 2 * * *'), cronProblem('  0 2  * * * ')]).toEqual([null, null]);
    expect(cronProblem('0 2 * *')).toBe(
      'expected five fields (minute hour day month weekday) such as "0 2 * * *", got 4',
    );
    expect(cronProblem('0 0 2 * * *')).toMatch(/got 6$/u);
    expect(cronProblem('0 0 31 2 *')).toBe('this time never comes');
    expect(cronProblem('0 99 * * *')).toMatch(/^not a cron expression: Invalid value.+/u);
  });
});

describe('a window by day', () => {
  const daily = (days: DailyWindow['days'], from: string, to: string) =>
    dailySpan({ days, from, to, zone: null }, 'UTC');

  it('of the same time twice lasts a day', () => {
    const span = daily(['mon'], '08:00', '08:00');
    expect(spansOf(span, '2026-01-04T00:00:00Z', '2026-01-08T00:00:00Z')).toEqual([
      '2026-01-05T08:00 1440 min',
    ]);
  });

  it('changes next after its own edge', () => {
    const span = daily(['mon'], '08:00', '09:00');
    expect(span.nextChange(at('2026-01-05T08:00:00Z'))).toBe(at('2026-01-05T09:00:00Z'));
    expect(span.nextChange(at('2026-01-05T09:00:00Z'))).toBe(at('2026-01-12T08:00:00Z'));
  });

  it('on no day never changes', () => {
    expect(daily([], '08:00', '09:00').nextChange(0)).toBe(null);
  });

  it('is remembered for the time after a question, not for the time before', () => {
    const span = new CachedSpan(daily(['mon'], '08:00', '09:00'));
    expect(span.isActive(at('2026-01-05T08:30:00Z'))).toBe(true);
    expect(span.isActive(at('2026-01-05T07:30:00Z'))).toBe(false);
  });
});
