import { describe, expect, it } from 'vitest';
import { parseSeries } from './series.ts';

const read = (text: string) => parseSeries(text, 30_000);

describe('a series', () => {
  it.each([
    ['healthy*3 unhealthy', ['healthy', 'healthy', 'healthy', 'unhealthy']],
    ['a -*2 b', ['a', null, null, 'b']],
    ['(a b)*2', ['a', 'b', 'a', 'b']],
    ['((a b)*2 c)*2', ['a', 'b', 'a', 'b', 'c', 'a', 'b', 'a', 'b', 'c']],
    ['a*1m b', ['a', 'a', 'b']],
    ['(a b)*2m', ['a', 'b', 'a', 'b']],
    ['a*0 b', ['b']],
    ['', []],
  ])('%s', (text, samples) => {
    expect(read(text)).toEqual(samples);
  });

  it.each([
    ['(a b', '"(" without ")"'],
    ['a b)', '")" without "("'],
    ['*3', '"*3" has nothing before it to repeat'],
    ['a*soon', '"*soon" is neither a number nor a duration such as *6h'],
    ['a * b', '"a * b" cannot be read; write x*N, x*6h, (a b)*N or -'],
    ['a*99999999', 'more than 5000000 samples'],
    ['()*2', '"()" is empty'],
  ])('that is wrong says so: %s', (text, problem) => {
    expect(() => read(text)).toThrow(problem);
  });
});
