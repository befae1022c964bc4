import { describe, expect, it } from 'vitest';
import { isRedirect, redirected, shownUrl } from './redirect.ts';
import type { Request } from './request.ts';

function request(more: Partial<Request> = {}): Request {
  return {
    url: new URL('https://books.example/a/b?token=hush'),
    method: 'POST',
    headers: {
      Host: 'books.example',
      Authorization: 'Bearer hush',
      Cookie: 'hush',
      'X-Api-Key': 'hush',
      Accept: 'text/plain',
      'Content-Type': 'text/plain',
      'Content-Length': '2',
    },
    body: Buffer.from('hi'),
    trusted: true,
    ...more,
  };
}

describe('a redirect', () => {
  it.each([
    [301, '/x', true],
    [303, '/x', true],
    [308, '/x', true],
    [302, undefined, false],
    [302, '', false],
    [300, '/x', false],
    [304, '/x', false],
    [200, '/x', false],
  ])('%d with Location %s: %s', (status, location, expected) => {
    expect(isRedirect(status, location)).toBe(expected);
  });

  it.each([
    [301, 'POST', 'GET', false],
    [302, 'POST', 'GET', false],
    [303, 'PUT', 'GET', false],
    [303, 'HEAD', 'HEAD', true],
    [302, 'PUT', 'PUT', true],
    [307, 'POST', 'POST', true],
    [308, 'POST', 'POST', true],
  ])('%d turns %s into %s, body kept: %s', (status, method, expected, kept) => {
    const next = redirected(request({ method }), status, '/c');
    expect(next.method).toBe(expected);
    expect(next.body !== null).toBe(kept);
    expect('Content-Length' in next.headers).toBe(kept);
  });

  it('within the origin keeps what was configured', () => {
    const next = redirected(request(), 307, '../c#part');
    expect(next.url.href).toBe('https://books.example/c');
    expect(next.headers).toEqual(request().headers);
    expect(next.trusted).toBe(true);
  });

  it.each([
    'https://other.example/',
    'http://books.example/',
    'https://books.example:8443/',
    '//other.example/',
  ])('to %s takes no secret along', (location) => {
    const next = redirected(request(), 307, location);
    expect(Object.keys(next.headers).toSorted()).toEqual([
      'Accept',
      'Content-Length',
      'Content-Type',
      'Host',
    ]);
    expect(JSON.stringify(next.headers)).not.toContain('hush');
    expect(next.headers['Host']).toBe(next.url.host);
    expect(next.trusted).toBe(false);
  });

  it('that comes back does not get the secrets again', () => {
    const away = redirected(request(), 307, 'https://other.example/');
    const back = redirected(away, 307, 'https://books.example/');
    expect(back.trusted).toBe(false);
    expect(back.headers['Authorization']).toBeUndefined();
  });

  it('drops a userinfo in the address', () => {
    expect(redirected(request(), 302, 'https://me:pw@other.example/').url.href).toBe(
      'https://other.example/',
    );
  });

  it('reads an address in UTF-8, as it is sent on the wire', () => {
    const wire = Buffer.from('/straße', 'utf8').toString('latin1');
    expect(redirected(request(), 302, wire).url.pathname).toBe('/stra%C3%9Fe');
  });

  it.each(['file:///etc/passwd', 'ftp://x/', 'javascript:alert(1)', 'data:,x'])(
    'to %s is refused',
    (location) => {
      expect(() => redirected(request(), 302, location)).toThrow(/only http and https are followed/);
    },
  );

  it('to nonsense is refused', () => {
    expect(() => redirected(request(), 302, 'http://[')).toThrow(
      'redirected to an address that cannot be read',
    );
  });

  it('is shown without its query', () => {
    expect(shownUrl(new URL('https://a.example/b?code=hush'))).toBe('https://a.example/b?…');
  });
});
