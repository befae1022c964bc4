import { describe, expect, it } from 'vitest';
import { PIECE_BYTES } from '../piece.ts';
import { inBytes } from './fragments.ts';

describe('a fragment in bytes', () => {
  const PIECE = PIECE_BYTES;

  it.each([0, 1, PIECE - 5, PIECE - 1, PIECE, 2 * PIECE - 3, 3 * PIECE - 6])(
    'is found wherever it stands: %i',
    (at) => {
      const bytes = Buffer.alloc(3 * PIECE, ' ');
      bytes.write('NeedLe', at);
      expect(inBytes('needle')(bytes)).toBe(true);
      expect(inBytes('needles')(bytes)).toBe(false);
    },
  );

  it('is not found where there is nothing', () => {
    expect(inBytes('a')(Buffer.alloc(0))).toBe(false);
  });
});
