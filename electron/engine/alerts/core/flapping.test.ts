import { describe, expect, it } from 'vitest';
import { changeShare } from './flapping.ts';

describe('the share of changes', () => {
  it('weighs a change by how new it is', () => {
    const oldest = `h${'u'.repeat(20)}`;
    const newest = `${'h'.repeat(20)}u`;
    expect(changeShare(oldest)).toBeCloseTo(0.75 / 20, 12);
    expect(changeShare(newest)).toBeCloseTo(1.25 / 20, 12);
    expect(changeShare(`hu${'h'.repeat(19)}`)).toBeCloseTo((0.75 + 0.75 + 0.5 / 19) / 20, 12);
  });

  it('is all where every result differs from the one before', () => {
    expect(changeShare('hu'.repeat(10) + 'h')).toBeCloseTo(1, 12);
  });

  it('takes few results for the newest of twenty-one', () => {
    expect(changeShare('hu')).toBeCloseTo(1.25 / 20, 12);
    expect(changeShare('hdu')).toBeCloseTo((1.25 + 0.75 + (0.5 * 18) / 19) / 20, 12);
    expect([changeShare('h'), changeShare('')]).toEqual([0, 0]);
  });
});
