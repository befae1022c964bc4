import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';
import { createMask } from './mask.ts';
import { urlSecrets } from './secrets.ts';

describe('secrets of a configuration', () => {
  it('are header values, credentials, and user and query values of URLs', async () => {
    const config = await configFolder().config(`
network:
  canaries: ["https://canary-user:canary-pass@h/204"]
notify: { deadman: { url: "https://ping.example/SECRET-PATH", every: 5m } }
monitors:
  - id: a
    kind: http
    url: http://url-user:p%40ss@localhost/path?key=query%20value&flag=true&x=abc
    proxy: http://proxy-user:proxy-pass@localhost:3128
    headers: { Authorization: Bearer header-token, X-Api-Key: api-key-value }
    auth: { basic: { user: basic-user, password: basic-pass } }
`);
    expect(config.secrets).toEqual(
      expect.arrayContaining([
        'Bearer header-token',
        'header-token',
        'api-key-value',
        'basic-user',
        'basic-pass',
        'basic-user:basic-pass',
        'url-user',
        'p%40ss',
        'p@ss',
        'url-user:p@ss',
        'query%20value',
        'query value',
        'proxy-pass',
        'canary-pass',
        'https://ping.example/SECRET-PATH',
      ]),
    );
    expect(config.secrets).not.toContain('abc');
    expect(config.secrets).not.toContain('true');
    expect(config.secrets.map(({ length }) => length)).toEqual(
      config.secrets.map(({ length }) => length).toSorted((a, b) => b - a),
    );
  });

  it('never reach the text of a warning', async () => {
    const result = await configFolder().read(
      'monitors: [{ id: a, kind: http, url: "http://h.example/?token=${T}" }]',
      { T: 'changeme-now' },
    );
    expect(result).toMatchObject({ ok: true, warnings: [expect.anything(), expect.anything()] });
    expect(JSON.stringify(result.ok && result.warnings)).not.toContain('changeme-now');
  });

  it('are hidden in the headers that carry them', async () => {
    const config = await configFolder().config(
      'monitors: [{ id: a, kind: http, url: "http://localhost/", auth: { basic: { user: me, password: "sesame" } } }]',
    );
    const header = `Basic ${Buffer.from('me:sesame').toString('base64')}`;
    expect(createMask(config.secrets)(`sent Authorization: ${header}`)).toBe('sent Authorization: Basic •••');
  });

  it('of a text that is no URL are none', () => {
    expect(urlSecrets('system')).toEqual([]);
  });

  it('with a stray percent sign are taken as written', () => {
    expect(urlSecrets('http://user:100%25%zz@h/')).toContain('100%25%zz');
  });
});
