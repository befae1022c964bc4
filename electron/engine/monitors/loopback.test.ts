import { describe, expect, it } from 'vitest';
import { bareHost, isLoopbackHost } from './loopback.ts';

describe('loopback hosts', () => {
  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'api.localhost',
    '127.0.0.1',
    '127.255.3.4',
    '::1',
    '[::1]',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
  ])('knows %s as this machine', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each([
    'books.example',
    'localhost.example',
    'notlocalhost',
    '10.0.0.1',
    '128.0.0.1',
    '::2',
    '::ffff:10.0.0.1',
    'fe80::1',
    '',
    '127.0.0.1.example',
  ])('takes %j for another machine', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });

  it('strips what only belongs into a URL', () => {
    expect(bareHost('[2001:db8::1]')).toBe('2001:db8::1');
    expect(bareHost('books.example.')).toBe('books.example');
  });
});
