import { describe, expect, it } from 'vitest';
import { noiseOf, type NoisyPopup } from './noise.ts';

const MINUTE = 60_000;
const popup = (rule: string, minutes: number | null, at = 0): NoisyPopup => ({
  rule,
  at,
  overAt: minutes === null ? null : at + minutes * MINUTE,
});

describe('the noise budget', () => {
  it('counts popups a rule and week, the noisiest first', () => {
    const noise = noiseOf([popup('a', 60), popup('b', 60), popup('b', 60)], 14);
    expect(noise.map(({ rule, popups, perWeek }) => ({ rule, popups, perWeek }))).toEqual([
      { rule: 'b', popups: 2, perWeek: 1 },
      { rule: 'a', popups: 1, perWeek: 0.5 },
    ]);
  });

  it('suggests to wait where many were over within five minutes', () => {
    const [noise] = noiseOf([popup('a', 1), popup('a', 2), popup('a', 4), popup('a', 60)], 7);
    expect(noise).toMatchObject({ brief: 3, suggestion: { key: 'for', value: '5m', popups: 1 } });
  });

  it('suggests nothing for what lasts, for few, and for a small part of many', () => {
    const lasting = Array.from({ length: 5 }, () => popup('a', 5));
    const going = Array.from({ length: 5 }, () => popup('b', null));
    const few = [popup('c', 1), popup('c', 1)];
    const small = [
      ...Array.from({ length: 3 }, () => popup('d', 1)),
      ...Array.from({ length: 8 }, () => popup('d', 9)),
    ];
    for (const { suggestion } of noiseOf([...lasting, ...going, ...few, ...small], 7)) {
      expect(suggestion).toBeNull();
    }
  });
});
