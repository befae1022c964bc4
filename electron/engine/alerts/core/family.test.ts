import { describe, expect, it } from 'vitest';
import { familyOf } from './family.ts';

/** `b: a` for a monitor `b` that depends on `a`, in the order of the file. */
function family(dependsOn: Record<string, string>) {
  return familyOf(
    Object.entries(dependsOn).map(([id, parents]) => ({ id, dependsOn: parents.split(' ').filter(Boolean) })),
  );
}

/** The same, its lookups to be used apart from each other. */
function lookups(dependsOn: Record<string, string>) {
  const known = family(dependsOn);
  return {
    ancestors: (id: string) => known.ancestors(id),
    descendants: (id: string) => known.descendants(id),
    rootOf: (id: string) => known.rootOf(id),
  };
}

describe('who depends on whom', () => {
  const diamond = family({ top: '', left: 'top', right: 'top', bottom: 'left right', alone: '' });

  it('is followed through any number of steps, the nearest first and each once', () => {
    expect(diamond.ancestors('bottom')).toEqual(['left', 'right', 'top']);
    expect(diamond.descendants('top')).toEqual(['left', 'right', 'bottom']);
    expect(diamond.ancestors('top')).toEqual([]);
    expect(diamond.descendants('bottom')).toEqual([]);
    expect(family({ c: 'b', b: 'a', a: '' }).ancestors('c')).toEqual(['b', 'a']);
  });

  it('knows nobody who is not watched', () => {
    const { ancestors, descendants, rootOf } = lookups({ child: 'gone' });
    expect([ancestors('child'), descendants('gone'), rootOf('child'), rootOf('gone')]).toEqual([
      [],
      [],
      'child',
      'gone',
    ]);
    expect(ancestors('stranger')).toEqual([]);
  });

  it('ends also where somebody depends on himself', () => {
    const { ancestors, descendants } = lookups({ a: 'b', b: 'a', c: 'b' });
    expect([ancestors('a'), ancestors('c'), descendants('a')]).toEqual([['b'], ['b', 'a'], ['b', 'c']]);
  });
});

describe('the root of a tree', () => {
  it('is the first in the file that depends on nothing, for all that hang together', () => {
    const { rootOf } = lookups({ child: 'second first', first: '', second: '', other: 'second', alone: '' });
    expect(['child', 'first', 'second', 'other', 'alone'].map(rootOf)).toEqual([
      'first',
      'first',
      'first',
      'first',
      'alone',
    ]);
  });

  it('is a monitor of which only the parent is not watched', () => {
    const { rootOf } = lookups({ child: 'middle', middle: 'gone' });
    expect(['child', 'middle'].map(rootOf)).toEqual(['middle', 'middle']);
  });

  it('is the first of a circle that has none', () => {
    const { rootOf } = lookups({ a: 'b', b: 'a' });
    expect(['a', 'b'].map(rootOf)).toEqual(['a', 'a']);
  });
});
