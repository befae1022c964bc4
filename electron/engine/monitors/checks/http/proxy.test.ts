import { describe, expect, it } from 'vitest';
import { chooseProxy } from './proxy.ts';

const plain = { secure: false, host: 'books.example', port: 80 };
const secure = { secure: true, host: 'books.example', port: 443 };
const environment = { HTTP_PROXY: 'http://one.example:3128', HTTPS_PROXY: 'http://two.example:3128' };

describe('the proxy of a request', () => {
  it('is the one that the environment names for the scheme', () => {
    expect(chooseProxy('system', plain, environment)?.host).toBe('one.example');
    expect(chooseProxy('system', secure, environment)?.host).toBe('two.example');
    expect(chooseProxy('system', plain, {})).toBeNull();
    expect(chooseProxy('system', plain, { http_proxy: 'lower.example:1', ...environment })).toMatchObject({
      host: 'lower.example',
      port: 1,
    });
  });

  it('is none for loopback, for NO_PROXY and for `none`', () => {
    for (const host of ['localhost', '127.0.0.1', '::1', 'app.localhost']) {
      expect(chooseProxy('system', { ...plain, host }, environment)).toBeNull();
    }
    expect(chooseProxy('system', plain, { ...environment, NO_PROXY: '.example' })).toBeNull();
    expect(chooseProxy('none', plain, environment)).toBeNull();
  });

  it('is the configured one, also for loopback', () => {
    expect(chooseProxy('https://me:p%40ss@[::1]', { ...plain, host: 'localhost' }, environment)).toEqual({
      host: '::1',
      port: 443,
      tls: true,
      authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
    });
  });

  it('cannot be of a kind that is not spoken, and no password gets into the message', () => {
    expect(() => chooseProxy('socks5://me:hush@proxy.example', plain, {})).toThrow(
      'a proxy of kind socks5 cannot be used, only http and https',
    );
    expect(() => chooseProxy('http://hush:hush@', plain, {})).toThrow(/^the proxy is not a URL such as/);
  });
});
