import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scalar } from '../scalar.ts';
import { parseRatio, ratio } from './ratio.ts';
import { formatSize, parseSize, size } from './size.ts';
import { formatStatusRange, parseStatusRange } from './status.ts';

describe('sizes', () => {
  it.each([
    ['1kB', 1_000],
    ['1MB', 1_000_000],
    ['1.5GB', 1_500_000_000],
    ['1KiB', 1_024],
    ['64MiB', 67_108_864],
    ['2GiB', 2_147_483_648],
    ['12B', 12],
  ])('reads %s as %d bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each(['1', '1mb', '1KB', 'MB', '-1MB', '1e3B', '99999999999GiB'])('does not read %j', (text) => {
    expect(parseSize(text)).toBeNull();
  });

  it('reads back every size it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 46 }), (bytes) => {
        expect(parseSize(formatSize(bytes))).toBe(bytes);
      }),
    );
  });

  it('says that a bare number lacks a unit', () => {
    const issue = size.safeParse(new Scalar({ value: 7, text: '7' })).error?.issues[0];
    expect(issue?.message).toContain('write 1MB');
  });
});

describe('ratios', () => {
  it('reads percentages and fractions', () => {
    expect([parseRatio('5%'), parseRatio('0.05'), parseRatio('1'), parseRatio('100%')]).toEqual([
      0.05, 0.05, 1, 1,
    ]);
  });

  it('refuses a bare number over 1 and says how to write it', () => {
    const issue = ratio.safeParse(new Scalar({ value: 50, text: '50' })).error?.issues[0];
    expect(issue?.message).toBe('a bare number over 1 is no ratio, write 50%');
  });

  it('refuses more than everything', () => {
    expect(parseRatio('101%')).toBeNull();
  });
});

describe('status ranges', () => {
  it('reads a code, a range and a class', () => {
    expect(parseStatusRange('401')).toEqual({ from: 401, to: 401 });
    expect(parseStatusRange('200-299')).toEqual({ from: 200, to: 299 });
    expect(parseStatusRange('2xx')).toEqual({ from: 200, to: 299 });
  });

  it.each(['99', '600', '299-200', '6xx', '200-', 'ok', '2000'])('does not read %j', (text) => {
    expect(parseStatusRange(text)).toBeNull();
  });

  it('reads back every range it writes', () => {
    const code = fc.integer({ min: 100, max: 599 });
    fc.assert(
      fc.property(code, code, (a, b) => {
        const range = { from: Math.min(a, b), to: Math.max(a, b) };
        expect(parseStatusRange(formatStatusRange(range))).toEqual(range);
      }),
    );
  });
});
