import { describe, expect, it } from 'vitest';
import { exactDuration, longDuration, pointInTime, shortDuration } from './time-text.ts';

const NOW = Date.UTC(2026, 0, 5, 14, 0, 0);

describe('durations as text', () => {
  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [2999, '2 s'],
    [660_000, '11 min'],
    [86_399_999, '23 h'],
    [3 * 86_400_000, '3 d'],
  ])('shortens %d ms to "%s"', (ms, text) => {
    expect(shortDuration(ms)).toBe(text);
  });

  it.each([
    [250, '250 ms'],
    [30_000, '30 s'],
    [90_000, '1 min 30 s'],
    [86_400_000, '1 d'],
  ])('writes an interval of %d ms without loss as "%s"', (ms, text) => {
    expect(exactDuration(ms)).toBe(text);
  });

  it('speaks the language it is asked for', () => {
    expect(longDuration(60_000, 'en')).toBe('1 minute');
    expect(longDuration(3 * 86_400_000, 'de')).toBe('3 Tage');
  });
});

describe('points in time', () => {
  it('shows the time of day of today, the weekday of this week, else the date', () => {
    expect(pointInTime(NOW - 5000, NOW, 'en', 'UTC')).toBe('13:59:55');
    expect(pointInTime(NOW - 2 * 86_400_000, NOW, 'en', 'UTC')).toBe('Sat 14:00');
    expect(pointInTime(NOW - 10 * 86_400_000, NOW, 'en', 'UTC')).toMatch(/Dec 26.*14:00/);
  });
});
