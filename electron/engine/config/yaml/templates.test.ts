import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeTemplate, parseTemplate } from './templates.ts';

const literal = (text: string) => ({ ok: true, parts: text === '' ? [] : [{ kind: 'literal', text }] });

describe('references in texts', () => {
  it('are a variable, with or without a default, a file and a secret', () => {
    expect(parseTemplate('a${A}b${B:-x:-y}${C:-}${file:/run/x}${secret:n}')).toEqual({
      ok: true,
      parts: [
        { kind: 'literal', text: 'a' },
        { kind: 'variable', name: 'A', fallback: null },
        { kind: 'literal', text: 'b' },
        { kind: 'variable', name: 'B', fallback: 'x:-y' },
        { kind: 'variable', name: 'C', fallback: '' },
        { kind: 'file', path: '/run/x' },
        { kind: 'secret', name: 'n' },
      ],
    });
  });

  it('leave a lone dollar alone, so that patterns need no escape', () => {
    expect(parseTemplate('^a+$')).toEqual(literal('^a+$'));
    expect(parseTemplate('$HOME')).toEqual(literal('$HOME'));
  });

  it('read two dollars as one', () => {
    expect(parseTemplate('$${A}')).toEqual(literal('${A}'));
  });

  it.each(['${', '${A', '${}', '${a b}', '${9}', '${file:}', '${secret:}', '${A:-${B}}', '${A-x}'])(
    'are refused with a reason where they make no sense: %s',
    (text) => {
      expect(parseTemplate(text)).toEqual({ ok: false, message: expect.stringMatching(/./) });
    },
  );

  it('read every escaped text as it was', () => {
    const text = fc.string({ unit: fc.constantFrom('$', '{', '}', 'a', ':', '-') });
    fc.assert(
      fc.property(text, (any) => {
        expect(parseTemplate(escapeTemplate(any))).toEqual(literal(any));
      }),
    );
  });
});
