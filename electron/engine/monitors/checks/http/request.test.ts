import { describe, expect, it } from 'vitest';
import { httpMonitor } from '../../../../../tests/fixtures/http-monitor.ts';
import { firstRequest } from './request.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('the first request of a monitor', () => {
  it('asks for the address without userinfo and fragment', () => {
    const request = firstRequest(httpMonitor({ url: 'http://me:p%40ss@books.example:8080/a?b=c#d' }));
    expect(request.url.href).toBe('http://books.example:8080/a?b=c');
    expect(request.headers).toMatchObject({
      Host: 'books.example:8080',
      Authorization: `Basic ${base64('me:p@ss')}`,
    });
    expect(request.body).toBeNull();
  });

  it('prefers configured credentials, and a configured header to everything', () => {
    const auth = { basic: { user: 'jö', password: 'pä:ss' } };
    const url = 'http://me:pw@books.example/';
    expect(firstRequest(httpMonitor({ url, auth })).headers['Authorization']).toBe(
      `Basic ${base64('jö:pä:ss')}`,
    );
    const headers = { authorization: 'Bearer x', HOST: 'other.example', 'user-agent': 'me' };
    const sent = firstRequest(httpMonitor({ url, auth, headers })).headers;
    expect(sent).toEqual({ Accept: '*/*', 'Accept-Encoding': 'gzip, deflate, br, zstd', ...headers });
  });

  it('sends JSON and text with their types and their length in bytes', () => {
    const json = firstRequest(httpMonitor({ url: 'http://a/', method: 'post', send: { json: { a: 'ä' } } }));
    expect(json.method).toBe('POST');
    expect(json.body?.toString()).toBe('{"a":"ä"}');
    expect(json.headers).toMatchObject({ 'Content-Type': 'application/json', 'Content-Length': '10' });
    const headers = { 'content-type': 'text/csv' };
    const text = firstRequest(
      httpMonitor({ url: 'http://a/', method: 'POST', send: { text: 'a;b' }, headers }),
    );
    expect(text.headers).toMatchObject({ 'content-type': 'text/csv', 'Content-Length': '3' });
    expect(text.headers['Content-Type']).toBeUndefined();
  });
});
