import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text.ts';

describe('plainText', () => {
  it('drops escapes and control characters and joins lines', () => {
    expect(plainText('\u001b[1;31mred\u001b[0m\r\nnext\u0000\u001b]0;title\u0007 end\u202e', 100)).toBe(
      'red next end',
    );
  });

  it('cuts at the limit with an ellipsis and never inside a character', () => {
    expect(plainText('abcdef', 4)).toBe('abc…');
    expect(plainText('ab😀cdef', 4)).toBe('ab…');
    expect(plainText('abcd', 4)).toBe('abcd');
  });

  it('repairs lone surrogates', () => {
    expect(plainText('a\ud800b', 10)).toBe('a\ufffdb');
  });
});
