import { describe, expect, it } from 'vitest';
import { findCookie } from './x11-authority.ts';

const COOKIE = 'MIT-MAGIC-COOKIE-1';

function entry(display: string, name: string, data: string): Buffer {
  const field = (text: string) => {
    const bytes = Buffer.from(text, 'latin1');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  return Buffer.concat([Buffer.from([1, 0]), field('host'), field(display), field(name), field(data)]);
}

describe('the cookie for an X server', () => {
  it('is the one of the display that is asked for', () => {
    const file = Buffer.concat([
      entry('0', COOKIE, 'first'),
      entry('7', 'OTHER-1', 'no'),
      entry('7', COOKIE, 'second'),
    ]);
    expect(findCookie(file, '7')).toEqual({ name: COOKIE, data: Buffer.from('second') });
  });

  it('may be for every display', () => {
    expect(findCookie(entry('', COOKIE, 'any'), '3').data.toString()).toBe('any');
  });

  it('is empty where there is none', () => {
    expect(findCookie(entry('1', COOKIE, 'x'), '2')).toEqual({ name: '', data: Buffer.alloc(0) });
  });

  it('is not read beyond the end of a broken file', () => {
    expect(() => findCookie(entry('1', COOKIE, 'x').subarray(0, 9), '1')).toThrow(RangeError);
  });
});
