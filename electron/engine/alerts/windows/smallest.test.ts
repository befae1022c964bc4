import fc from 'fast-check';
import { expect, it } from 'vitest';
import { smallest } from './smallest.ts';

it('finds what sorting would, at every place, among equal and negative values too', () => {
  const values = fc.array(
    fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 })),
    {
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(values, (given) => {
      // One zero is as good as the other.
      const list = given.map((value) => value + 0);
      const sorted = Float64Array.from(list).toSorted();
      expect(list.map((_, index) => smallest(list, index))).toEqual([...sorted]);
    }),
  );
});

it('has nothing to say of a place that is not there', () => {
  expect([smallest([], 0), smallest([1], 1), smallest([1], -1)]).toEqual([null, null, null]);
});
