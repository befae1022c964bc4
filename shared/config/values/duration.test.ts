import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scalar } from '../scalar.ts';
import { duration, formatDuration, LONGEST_DURATION_MS, parseDuration } from './duration.ts';

function messageOf(value: string | number, limits = {}): string | undefined {
  const scalar = new Scalar({ value, text: String(value) });
  return duration(limits).safeParse(scalar).error?.issues[0]?.message;
}

describe('durations', () => {
  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['1h30m', 5_400_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
    ['0s', 0],
    ['1m500ms', 60_500],
  ])('reads %s as %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '30', 's', '-5s', '1.5h', '30 s', '5S', '30m1h', '1h1h', '99999999d', '30s '])(
    'does not read %j',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );

  it('reads back every duration it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LONGEST_DURATION_MS }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toBe(ms);
      }),
    );
  });

  it('says how to write a bare number', () => {
    expect(messageOf(45)).toBe('a bare number is no duration, write 45s');
  });

  it('says what it expected and what it got', () => {
    expect(messageOf('soon')).toBe('expected a duration such as "30s", got "soon"');
  });

  it('says the limit that is missed', () => {
    expect(messageOf('10ms', { minMs: 1_000 })).toBe('must be at least 1s, got 10ms');
    expect(messageOf('2h', { maxMs: 60_000 })).toBe('must be at most 1m, got 2h');
  });
});
