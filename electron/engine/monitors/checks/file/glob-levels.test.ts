import { describe, expect, it } from 'vitest';
import { globLevels } from './glob-levels.ts';

/** The levels of a glob in short: names as they stand, patterns as `*`, `**` as it is. */
function shape(path: string): string[] {
  return globLevels(path).map(({ levels }) =>
    levels
      .map((level) => ({ name: (level as { name?: string }).name, pattern: '*', deep: '**' })[level.kind])
      .join('/'),
  );
}

describe('the levels of a path', () => {
  it('are names and patterns', () => {
    expect(shape('/backups/2*')).toEqual(['backups/*']);
    expect(shape('/backups//./daily/dump.gz')).toEqual(['backups/daily/dump.gz']);
  });

  it('read a closing ** as everything below', () => {
    expect(shape('/data/**')).toEqual(['data/**/*']);
    expect(shape('/data/**/*.log')).toEqual(['data/**/*']);
  });

  it('spell out braces that cross directories, and only those', () => {
    expect(shape('/data/{a,b/c}/x')).toEqual(['data/a/x', 'data/b/c/x']);
    expect(shape('/data/{a,{b/c,d}}')).toEqual(['data/a', 'data/b/c', 'data/d']);
    expect(shape('/data/{a,b}')).toEqual(['data/*']);
  });

  it('take an escaped character for itself', () => {
    expect(shape('/data/\\[old\\]')).toEqual(['data/[old]']);
  });

  it('match names of one level, hidden ones only when asked for', () => {
    const [pattern] = globLevels('/2*').flatMap(({ levels }) => levels);
    if (pattern?.kind !== 'pattern') throw new Error('a pattern was expected');
    expect(pattern.matches('20260704')).toBe(true);
    expect(pattern.matches('x2')).toBe(false);
    const [any] = globLevels('/*').flatMap(({ levels }) => levels);
    expect(any?.kind === 'pattern' && any.matches('.hidden')).toBe(false);
  });

  it('stay few however many braces there are', () => {
    expect(globLevels(`/${'{a/b,c/d}'.repeat(40)}`).length).toBeLessThanOrEqual(102);
  });
});
