import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeContext } from './time-context.ts';
import { timeOfValue } from './value.ts';

const berlin = createTimeContext('Europe/Berlin', () => Date.parse('2026-07-04T12:00:05Z'));

const TIMES = [
  '2026-07-04T12:00:00.123Z',
  '2026-07-04 12:00:02',
  '2026/07/04 12:00:02,5 +0200',
  '20260704T120000Z',
  '04/Jul/2026:12:00:00 +0000',
  'Sat, 04 Jul 2026 12:00:00 GMT',
  'Jul  4 12:00:00',
  '1751630400000',
];

describe('the time that a JSON value states', () => {
  it.each(TIMES)('is an instant: %s', (text) => {
    expect(new Date(timeOfValue(text, berlin) ?? Number.NaN).getUTCMinutes()).toBe(0);
  });

  it.each([
    'x026-07-04 12:00:02',
    '2026-xx-04 12:00:02',
    '2026-07-x4 12:00:02',
    '2026-07-04 1x:00:02',
    '2026-00-04 12:00:02',
  ])('is none where a digit is missing: %s', (text) => {
    expect(timeOfValue(text, berlin)).toBeNull();
  });

  it('is an instant or none, whatever a line was torn to', () => {
    const torn = fc
      .tuple(fc.constantFrom(...TIMES), fc.nat(32), fc.string({ unit: 'binary', maxLength: 3 }), fc.nat(3))
      .map(([text, at, put, drops]) => text.slice(0, at) + put + text.slice(at + drops));
    fc.assert(
      fc.property(torn, (text) => {
        const time = timeOfValue(text, berlin);
        expect(time === null || Number.isSafeInteger(time)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
