import { describe, expect, it } from 'vitest';
import { parseServer, serverAddress } from './server-address.ts';

describe('the address of a DNS server', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1', 53],
    ['10.0.0.1:5353', '10.0.0.1', 5353],
    ['::1', '::1', 53],
    ['[::1]', '::1', 53],
    ['[2001:db8::1]:5353', '2001:db8::1', 5353],
    ['dns.example', 'dns.example', 53],
    ['dns.example:5353', 'dns.example', 5353],
  ])('is read from %s', (text, host, port) => {
    expect(parseServer(text)).toEqual({ host, port });
  });

  it.each(['', 'a b', '10.0.0.1:0', '10.0.0.1:99999', 'http://10.0.0.1', '[::1', '10.0.0.1:'])(
    'is not %j',
    (text) => {
      expect(parseServer(text)).toBeNull();
    },
  );

  it('carries brackets and port for the resolver', async () => {
    expect(await serverAddress({ host: '::1', port: 53 })).toBe('[::1]:53');
    expect(await serverAddress({ host: '127.0.0.1', port: 5353 })).toBe('127.0.0.1:5353');
  });
});
