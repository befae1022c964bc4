import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATES } from '../../../shared/domain/state.ts';
import { packResult, stateOf, unpackResult } from './pack.ts';

const result = fc.record({
  state: fc.constantFrom(...STATES),
  recheck: fc.boolean(),
  latencyUs: fc.option(fc.integer({ min: 0, max: 2 ** 40 - 2 })),
  httpStatus: fc.option(fc.integer({ min: 100, max: 999 })),
});

describe('a packed result', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(result, (one) => {
        expect(unpackResult(packResult(one))).toEqual(one);
      }),
    );
  });

  it('stays a number that JavaScript and SQLite hold exactly', () => {
    fc.assert(
      fc.property(result, (one) => {
        expect(Number.isSafeInteger(packResult(one))).toBe(true);
      }),
    );
  });

  it('takes four bytes for a status and up to a quarter of a second', () => {
    const packed = packResult({ state: 'healthy', recheck: false, latencyUs: 250_000, httpStatus: 200 });
    expect(packed).toBeLessThan(2 ** 31);
  });

  it('keeps a latency beyond all reason at its limit', () => {
    const packed = packResult({ state: 'unhealthy', recheck: true, latencyUs: 1e15, httpStatus: null });
    expect(unpackResult(packed).latencyUs).toBe(2 ** 40 - 2);
  });

  it('reads a state number it does not know as unknown', () => {
    expect(stateOf(17)).toBe('unknown');
  });
});
