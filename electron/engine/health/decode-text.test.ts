import { describe, expect, it } from 'vitest';
import { decodeText, promisesJson } from './decode-text.ts';

const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(' {"a":"ü"}\n'), null],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff{"a":"ü"}'), null],
    ['UTF-16 LE with a byte order mark', Buffer.from('\ufeff{"a":"ü"}', 'utf16le'), null],
    ['UTF-16 BE with a byte order mark', utf16be('\ufeff{"a":"ü"}'), null],
    ['UTF-16 LE without one', Buffer.from('{"a":"ü"}', 'utf16le'), null],
    ['UTF-16 BE without one', utf16be('{"a":"ü"}'), null],
    ['the declared Latin-1', Buffer.from('{"a":"ü"}', 'latin1'), 'application/json; charset="ISO-8859-1"'],
    ['UTF-8 under a charset nobody knows', Buffer.from('{"a":"ü"}'), 'application/json;charset=klingon'],
  ])('reads %s', (_title, body, contentType) => {
    expect(decodeText(body, contentType)).toBe('{"a":"ü"}');
  });

  it.each([")]}',\n{}", ")]}'\r\n{}", 'while(1);{}', 'for (;;);\n{}', '{}&&{}'])(
    'drops the guard of %j',
    (text) => {
      expect(decodeText(Buffer.from(text), null)).toBe('{}');
    },
  );

  it('replaces invalid bytes', () => {
    expect(decodeText(Uint8Array.of(0x6f, 0x6b, 0xff), null)).toBe('ok\ufffd');
  });

  it('tells content types that promise JSON from others', () => {
    expect(['application/json', 'Text/JSON; charset=x', 'application/health+json'].every(promisesJson)).toBe(
      true,
    );
    expect(['text/plain', 'application/jsonp', '', null].some(promisesJson)).toBe(false);
  });
});
