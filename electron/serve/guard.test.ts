import { describe, expect, it } from 'vitest';
import { checkOrigin, checkToken, type GuardOptions } from './guard.ts';

const options: GuardOptions = {
  port: 4000,
  allowedHosts: ['watch.example'],
  token: 'right',
  sameToken: (a, b) => a === b,
};

describe('the guard of the headless host', () => {
  it.each(['127.0.0.1:4000', 'localhost:4000', '[::1]:4000', 'LOCALHOST', 'watch.example:4000'])(
    'answers under %s',
    (host) => expect(checkOrigin({ host }, options)).toEqual({ allowed: true }),
  );

  it.each(['evil.example', 'evil.example:4000', '127.0.0.1:4001', 'localhost.evil.example:4000', ''])(
    'refuses the foreign host "%s"',
    (host) => expect(checkOrigin({ host }, options)).toMatchObject({ allowed: false, status: 403 }),
  );

  it('refuses a foreign origin and takes its own', () => {
    const host = 'localhost:4000';
    expect(checkOrigin({ host, origin: 'http://localhost:4000' }, options).allowed).toBe(true);
    for (const origin of ['http://evil.example', 'null', 'file://', 'http://localhost:5000']) {
      expect(checkOrigin({ host, origin }, options)).toMatchObject({ allowed: false, status: 403 });
    }
  });

  it('takes the token as bearer or as the cookie of this port, and nothing else', () => {
    expect(checkToken({ authorization: 'Bearer right' }, options).allowed).toBe(true);
    expect(checkToken({ cookie: 'a=b; watchpost-4000=right' }, options).allowed).toBe(true);
    expect(checkToken({ cookie: 'watchpost-4001=right' }, options).allowed).toBe(false);
    expect(
      checkToken({ authorization: 'Bearer wrong', cookie: 'watchpost-4000=right' }, options).allowed,
    ).toBe(false);
    expect(checkToken({}, options)).toMatchObject({ allowed: false, status: 401 });
  });
});
