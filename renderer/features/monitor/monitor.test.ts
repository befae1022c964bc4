import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../shared/contract/log-schemas.ts';
import { boundsOf, chosenRange, readRange, writeRange } from '../../lib/time-range.ts';
import { relatedRecords } from './related-records.ts';
import { mergeResults } from './use-results.ts';

const HOUR = 3_600_000;

describe('the range of the monitor page', () => {
  it('is the fitting one where the address says nothing or nonsense', () => {
    expect(readRange(new URLSearchParams(), '6h')).toEqual({ preset: '6h' });
    expect(readRange(new URLSearchParams('range=9y&from=x&to=1'), '24h')).toEqual({ preset: '24h' });
    expect(readRange(new URLSearchParams('from=200000&to=100000'), '24h')).toEqual({ preset: '24h' });
  });

  it('survives its journey through the address', () => {
    for (const range of [{ preset: '7d' as const }, { preset: '1h' as const, from: HOUR, to: 2 * HOUR }]) {
      expect(readRange(new URLSearchParams(writeRange(range).toString()), '24h')).toEqual(range);
    }
  });

  it('moves its end in whole steps, so that it is not read anew each second', () => {
    const first = boundsOf({ preset: '24h' }, 1_000_000_000_000);
    const second = boundsOf({ preset: '24h' }, 1_000_000_001_000);
    expect(first).toEqual(second);
    expect(first.to - first.from).toBe(24 * HOUR);
    expect(first.to).toBeGreaterThanOrEqual(1_000_000_000_000);
  });

  it('does not zoom in beyond a minute', () => {
    expect(chosenRange('1h', 0, 5000)).toBeNull();
    expect(chosenRange('1h', HOUR, HOUR + 40_000)).toEqual({
      preset: '1h',
      from: HOUR - 10_000,
      to: HOUR + 50_000,
    });
  });
});

describe('pages of results', () => {
  const row = (at: number) => ({
    at,
    state: 'healthy' as const,
    latencyMs: 1,
    httpStatus: 200,
    message: '',
    recheck: false,
  });

  it('are one list, newest first, without doubles', () => {
    expect(mergeResults([row(3), row(2)], [row(2), row(1), row(4)]).map(({ at }) => at)).toEqual([
      4, 3, 2, 1,
    ]);
  });
});

describe('related logs', () => {
  const record = (seq: number, level: LogEntry['level'], message: string, group: string | null = null) =>
    ({ seq, time: seq, level, message, group, source: 's' }) as LogEntry;
  const records = [
    record(1, 'fatal', 'panic'),
    record(2, 'warn', 'slow: 12 ms'),
    record(3, 'warn', 'slow: 99 ms'),
    record(4, 'error', 'a', 'g'),
    record(5, 'error', 'b', 'g'),
  ];

  it('show the worst first, each thing once, its newest occurrence', () => {
    expect(relatedRecords(records, 'worst').map(({ seq }) => seq)).toEqual([1, 5, 3]);
  });

  it('show all of them, newest first, when asked to', () => {
    expect(relatedRecords(records, 'newest').map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
  });
});
