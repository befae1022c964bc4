import { describe, expect, it } from 'vitest';
import { decisiveCode, inTurn } from './addresses.ts';

describe('the addresses of a name', () => {
  it('take turns by family, beginning with the preferred one', () => {
    expect(inTurn(['::1', '::2', '::3', '10.0.0.1'])).toEqual(['::1', '10.0.0.1', '::2', '::3']);
    expect(inTurn(['10.0.0.1', '::1', '::2', '::3'])).toEqual(['10.0.0.1', '::1', '::2', '::3']);
    expect(inTurn([])).toEqual([]);
  });
});

describe('the error of several addresses', () => {
  it('is a refusal where every address within reach refused', () => {
    expect(decisiveCode(['ENETUNREACH', 'ECONNREFUSED'])).toBe('ECONNREFUSED');
  });

  it('is no refusal where one address failed in another way', () => {
    expect(decisiveCode(['ECONNREFUSED', 'ETIMEDOUT'])).toBe('ETIMEDOUT');
  });

  it('is the missing way where there is none at all', () => {
    expect(decisiveCode(['ENETUNREACH', 'EHOSTUNREACH'])).toBe('ENETUNREACH');
    expect(decisiveCode([])).toBe('');
  });
});
