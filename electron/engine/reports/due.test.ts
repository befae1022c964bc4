import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAYS } from '../../../shared/config/alerts/model.ts';
import { duesWithin, planDues } from './due.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (iso: string) => Date.parse(iso);
const iso = (dues: readonly number[]) => dues.map((due) => new Date(due).toISOString().slice(0, 16));
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];

describe('a report is due', () => {
  it('at its time on its days, by the clocks of its zone', () => {
    const week = [at('2026-01-05T00:00Z'), at('2026-01-12T00:00Z')] as const;
    const report = { days: [DAYS[0], DAYS[3]], time: '09:00' };
    expect(iso(duesWithin(report, ...week, 'UTC'))).toEqual(['2026-01-05T09:00', '2026-01-08T09:00']);
    expect(iso(duesWithin(report, ...week, 'Europe/Berlin'))).toEqual([
      '2026-01-05T08:00',
      '2026-01-08T08:00',
    ]);
  });

  it('on a local day that is another one in UTC', () => {
    const report = { days: [DAYS[0]], time: '00:30' };
    const span = [at('2026-01-04T00:00Z'), at('2026-01-06T00:00Z')] as const;
    expect(iso(duesWithin(report, ...span, 'Europe/Berlin'))).toEqual(['2026-01-04T23:30']);
  });

  it.each([
    [
      'in summer an hour earlier by UTC',
      '09:00',
      '2026-03-28T00:00Z',
      ['2026-03-28T08:00', '2026-03-29T07:00'],
    ],
    [
      'a skipped time at the next minute',
      '02:30',
      '2026-03-28T00:00Z',
      ['2026-03-28T01:30', '2026-03-29T01:00'],
    ],
    [
      'a doubled time once, at its first',
      '02:30',
      '2026-10-24T00:00Z',
      ['2026-10-24T00:30', '2026-10-25T00:30'],
    ],
    ['after the doubled hour', '09:00', '2026-10-24T00:00Z', ['2026-10-24T07:00', '2026-10-25T08:00']],
  ])('%s', (_what, time, from, dues) => {
    const start = at(from);
    expect(iso(duesWithin({ days: [...DAYS], time }, start, start + 47 * HOUR, 'Europe/Berlin'))).toEqual(
      dues,
    );
  });

  it('behind what was dealt with, up to now and no further', () => {
    const daily = { days: [...DAYS], time: '09:00' };
    const due = at('2026-01-05T09:00Z');
    expect(duesWithin(daily, due, due + 1, 'UTC')).toEqual([]);
    expect(duesWithin(daily, due - 1, due, 'UTC')).toEqual([due]);
    expect(duesWithin(daily, due - 1, due - 1, 'UTC')).toEqual([]);
    expect(duesWithin(daily, 0, due, 'UTC').length).toBeLessThanOrEqual(401);
  });

  it('once a day on each of its days, wherever and whenever', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: at('2025-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.subarray([...DAYS], { minLength: 1 }),
        (zone, from, hour, minute, days) => {
          const time = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
          const dues = duesWithin({ days, time }, from, from + 28 * DAY, zone);
          // An edge of the span can fall between a local time and its shifted self.
          expect(Math.abs(dues.length - 4 * days.length)).toBeLessThanOrEqual(1);
          const dates = dues.map((due) => new Intl.DateTimeFormat('sv', { timeZone: zone }).format(due));
          expect(new Set(dates).size).toBe(dues.length);
          expect(dues.toSorted((a, b) => a - b)).toEqual(dues);
        },
      ),
    );
  });
});

describe('of reports that fell due', () => {
  const now = at('2026-01-05T12:00Z');

  it.each([
    [[], { send: null, missed: [] }],
    [[now - HOUR], { send: now - HOUR, missed: [] }],
    [[now - 3 * DAY, now - 2 * DAY, now - DAY], { send: now - DAY, missed: [now - 3 * DAY, now - 2 * DAY] }],
    [[now - 3 * DAY, now - DAY - 1], { send: null, missed: [now - 3 * DAY, now - DAY - 1] }],
  ])('the newest is sent if it is not older than a day: %j', (dues, plan) => {
    expect(planDues(dues, now)).toEqual(plan);
  });
});
