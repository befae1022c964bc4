import { describe, expect, it } from 'vitest';
import { fuzzyFilter, fuzzyScore } from './fuzzy.ts';

const names = ['Book Review API', 'Recommendations', 'API server 1', 'Nightly dump'];
const find = (query: string) => fuzzyFilter(query, names, (name) => name);

describe('fuzzy search', () => {
  it('finds letters in order across words', () => {
    expect(find('bra')[0]).toBe('Book Review API');
    expect(find('ndump')).toEqual(['Nightly dump']);
  });

  it('puts whole words before scattered letters', () => {
    expect(find('api')[0]).toBe('API server 1');
  });

  it('ignores case and marks on letters', () => {
    expect(fuzzyScore('uber', 'Über uns')).not.toBeNull();
  });

  it('drops what does not fit, and keeps everything for nothing', () => {
    expect(find('zzz')).toEqual([]);
    expect(find(' ')).toEqual(names);
  });
});
