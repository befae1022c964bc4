import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BODY_LENGTH, safeBody, safeTitle, TITLE_LENGTH } from './text.ts';

describe('text for a popup', () => {
  it('keeps plain words, markup and options as they are written', () => {
    expect(safeTitle('-u critical <b>"Redis" & co</b>')).toBe('-u critical <b>"Redis" & co</b>');
  });

  it('puts a title on one line and keeps the lines of a body', () => {
    expect(safeTitle('one\ntwo\tthree')).toBe('one two three');
    expect(safeBody('one\r\ntwo\rthree')).toBe('one\ntwo\nthree');
  });

  it('drops NUL, escape sequences and characters that reorder or hide text', () => {
    expect(safeBody('a\u0000b\u001b[31mred')).toBe('a b [31mred');
    expect(safeTitle('invoice\u202Efdp.exe')).toBe('invoicefdp.exe');
  });

  it('survives half a surrogate pair', () => {
    expect(safeTitle('a\ud800b')).toBe('a\ufffdb');
  });

  it('cuts with an ellipsis, never inside a character', () => {
    const family = '👩‍👩‍👧';
    expect(safeTitle(family.repeat(200))).toBe(`${family.repeat(51)}…`);
    expect(safeTitle('🚨'.repeat(300))).toBe(`${'🚨'.repeat(TITLE_LENGTH - 1)}…`);
  });

  it('counts characters, not the units they are stored in', () => {
    expect(safeTitle('🚨'.repeat(TITLE_LENGTH))).toBe('🚨'.repeat(TITLE_LENGTH));
    expect(safeBody('𝒳'.repeat(BODY_LENGTH))).toBe('𝒳'.repeat(BODY_LENGTH));
  });

  it('cuts inside a single character that alone is longer than allowed', () => {
    const title = safeTitle(`e${'\u0301'.repeat(5000)}`);
    expect(Array.from(title)).toHaveLength(TITLE_LENGTH);
  });

  it('holds its limits for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        const title = safeTitle(text);
        const body = safeBody(text);
        expect(Array.from(title).length).toBeLessThanOrEqual(TITLE_LENGTH);
        expect(Array.from(body).length).toBeLessThanOrEqual(BODY_LENGTH);
        expect(title).toBe(title.toWellFormed());
        expect(body).toBe(body.toWellFormed());
        expect(/[\u0000-\u0009\u000b-\u001f\u007f]/u.test(body)).toBe(false);
        expect(/[\u0000-\u001f]/u.test(title)).toBe(false);
      }),
    );
  }, 60_000);
});
