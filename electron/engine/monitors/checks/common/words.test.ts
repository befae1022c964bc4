import { describe, expect, it } from 'vitest';
import { dayInWords, sizeInWords, spanInWords } from './words.ts';

const HOUR = 3_600_000;

describe('numbers in words', () => {
  it.each([
    [0, '0 ms'],
    [340.7, '340 ms'],
    [1_000, '1 s'],
    [2_550, '2.5 s'],
    [30_000, '30 s'],
    [119_999, '119 s'],
    [120_000, '2 min'],
    [11 * HOUR + 1, '11 h'],
    [50 * HOUR, '50 h'],
    [12 * 24 * HOUR, '12 d'],
    [-3 * HOUR, '3 h'],
  ])('says %d ms as %s', (ms, words) => {
    expect(spanInWords(ms)).toBe(words);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1 kB'],
    [1_550_000, '1.5 MB'],
    [214_900_000, '214 MB'],
    [3e12, '3 TB'],
  ])('says %d bytes as %s', (bytes, words) => {
    expect(sizeInWords(bytes)).toBe(words);
  });

  it('names the day of an instant', () => {
    expect(dayInWords(Date.UTC(2026, 11, 2, 23, 59))).toBe('2026-12-02');
    expect(dayInWords(Number.NaN)).toBe('an unknown day');
  });
});
