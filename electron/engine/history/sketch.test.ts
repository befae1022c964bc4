import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sketch } from './sketch.ts';

const latencies = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 60_000_000 }), fc.integer({ min: 0, max: 50 })),
  {
    minLength: 1,
    maxLength: 200,
  },
);

function sketchOf(values: readonly number[]): Sketch {
  const sketch = new Sketch();
  for (const value of values) sketch.add(value);
  return sketch;
}

function merged(...sketches: Sketch[]): Sketch {
  const sum = new Sketch();
  for (const sketch of sketches) sum.merge(sketch);
  return sum;
}

describe('the percentile sketch', () => {
  it('answers within 1 % of the nearest rank', () => {
    fc.assert(
      fc.property(latencies, fc.constantFrom(0.01, 0.5, 0.95, 0.99, 1), (values, q) => {
        const exact = values.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(q * values.length)) - 1] ?? NaN;
        const estimate = sketchOf(values).quantile(q) ?? NaN;
        expect(Math.abs(estimate - exact)).toBeLessThanOrEqual(exact * 0.01);
      }),
    );
  });

  it('takes the ⌈q·n⌉-th smallest, not the one beside it', () => {
    const sketch = sketchOf([100, 200, 300, 400]);
    expect(sketch.quantile(0.5)).toBeGreaterThan(197);
    expect(sketch.quantile(0.5)).toBeLessThan(203);
    expect(sketch.quantile(0.51)).toBeGreaterThan(296);
  });

  it('merges to the same as if all values had come to one, in whatever order', () => {
    fc.assert(
      fc.property(latencies, latencies, latencies, (a, b, c) => {
        const together = sketchOf([...a, ...b, ...c]).encode();
        const [x, y, z] = [sketchOf(a), sketchOf(b), sketchOf(c)];
        expect(merged(merged(x, y), z).encode()).toEqual(together);
        expect(merged(x, merged(z, y)).encode()).toEqual(together);
      }),
    );
  });

  it('survives encoding', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const sketch = sketchOf(values);
        const copy = Sketch.decode(sketch.encode());
        expect(copy.count).toBe(values.length);
        expect(copy.encode()).toEqual(sketch.encode());
        expect(copy.quantile(0.95)).toBe(sketch.quantile(0.95));
      }),
    );
  });

  it('is stored sparsely: thirty near values and one far off take under a hundred bytes', () => {
    const near = Array.from({ length: 30 }, (_, index) => 80_000 + index * 1_500);
    expect(sketchOf([...near, 30_000_000]).encode().length).toBeLessThan(100);
  });

  it('says nothing about nothing', () => {
    expect(new Sketch().quantile(0.5)).toBeNull();
    expect(new Sketch().encode()).toHaveLength(0);
  });
});
