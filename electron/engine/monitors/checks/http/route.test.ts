import { describe, expect, it } from 'vitest';
import { httpMonitor } from '../../../../../tests/fixtures/http-monitor.ts';
import { firstRequest } from './request.ts';
import { parseConnect, routeOf } from './route.ts';

const proxy = 'http://proxy.example:3128';

describe('the route of a request', () => {
  it('ends where the address says', () => {
    const monitor = httpMonitor({ url: 'https://[fd00::1]/' });
    expect(routeOf(firstRequest(monitor), monitor, {})).toEqual({
      host: 'fd00::1',
      port: 443,
      secure: true,
      proxy: null,
      tunnel: false,
      certificateHost: 'fd00::1',
    });
  });

  it('ends at `connect`, with the certificate of the address', () => {
    const monitor = httpMonitor({ url: 'https://books.example/', connect: '10.0.0.5:3001' });
    expect(routeOf(firstRequest(monitor), monitor, {})).toMatchObject({
      host: '10.0.0.5',
      port: 3001,
      certificateHost: 'books.example',
    });
  });

  it('forgets `connect` and `servername` once a redirect has left the origin', () => {
    const tls = { servername: 'inside.example' };
    const monitor = httpMonitor({ url: 'https://books.example/', connect: '10.0.0.5:3001', tls });
    const request = { ...firstRequest(monitor), url: new URL('https://other.example/'), trusted: false };
    expect(routeOf(request, monitor, {})).toMatchObject({
      host: 'other.example',
      certificateHost: 'other.example',
    });
  });

  it('tunnels through a proxy for https and for `connect`, not for plain http', () => {
    const ask = (url: string, connect: string | null = null): boolean => {
      const monitor = httpMonitor({ url, proxy, connect });
      return routeOf(firstRequest(monitor), monitor, {}).tunnel;
    };
    expect(ask('https://books.example/')).toBe(true);
    expect(ask('http://books.example/')).toBe(false);
    expect(ask('http://books.example/', '10.0.0.5:80')).toBe(true);
  });

  it.each([
    ['10.0.0.5:3001', { host: '10.0.0.5', port: 3001 }],
    ['[::1]:80', { host: '::1', port: 80 }],
    ['books.example', null],
    ['books.example:0', null],
    ['books.example:70000', null],
    ['::1:80', null],
  ])('reads connect %s', (text, expected) => {
    expect(parseConnect(text)).toEqual(expected);
  });

  it('says what `connect` should be', () => {
    const monitor = httpMonitor({ url: 'http://books.example/', connect: 'nonsense' });
    expect(() => routeOf(firstRequest(monitor), monitor, {})).toThrow('connect: expected HOST:PORT');
  });
});
