import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { componentMatches, globMatches, hasWildcard } from './glob.ts';

describe('a glob', () => {
  it('fits what an expression would, for any text', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(few, text, (glob, subject) => {
        const expression = glob.replaceAll('?', '.').replaceAll(/\*+/g, '.*');
        expect(globMatches(glob, subject)).toBe(new RegExp(`^${expression}$`).test(subject));
      }),
    );
  });

  it('takes everything but * and ? for itself, and case only where that is asked for', () => {
    expect(globMatches('a.c[d]', 'a.c[d]')).toBe(true);
    expect(globMatches('a.c', 'abc')).toBe(false);
    expect(globMatches('Shop*', 'shop-1')).toBe(false);
    expect(globMatches('Shop*', 'shop-1', { nocase: true })).toBe(true);
    expect(['a', 'a*', 'a?'].map(hasWildcard)).toEqual([false, true, true]);
  });

  it('over a component fits it and all below it', () => {
    expect(componentMatches('Redis', 'redis/master')).toBe(true);
    expect(componentMatches('redis/*', 'redis')).toBe(false);
    expect(componentMatches('master', 'redis/master')).toBe(false);
  });
});
