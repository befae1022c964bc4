import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMask } from './mask.ts';

describe('the mask', () => {
  it('replaces every secret, the longest first', () => {
    const mask = createMask(['pass', 'password', 'a+b/c']);
    expect(mask('password=a+b/c, pass')).toBe('•••=•••, •••');
  });

  it('knows a secret in a URL, in JSON and in a Basic header', () => {
    const secret = 'me:p"ä ss';
    const mask = createMask([secret]);
    expect(mask(`x?y=${encodeURIComponent(secret)}`)).toBe('x?y=•••');
    expect(mask(new URLSearchParams({ y: secret }).toString())).toBe('y=•••');
    expect(mask(JSON.stringify({ y: secret }))).toBe('{"y":"•••"}');
    expect(mask(`Basic ${Buffer.from(secret).toString('base64')}`)).toBe('Basic •••');
  });

  it('leaves a text alone when there are no secrets', () => {
    expect(createMask([])('as it is')).toBe('as it is');
  });

  it('never lets a secret through, whatever stands around it', () => {
    const secret = fc.string({ minLength: 4, maxLength: 20 }).filter((text) => !'•••'.includes(text));
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
        expect(createMask([hidden])(before + hidden + after)).not.toContain(hidden);
      }),
    );
  });
});
