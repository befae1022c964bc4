import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../../tests/fixtures/config-folder.ts';
import { effectiveYaml } from './effective-yaml.ts';
import { maskUrl } from './mask-url.ts';

const EVERY_KEY = join(import.meta.dirname, '../../../../tests/fixtures/config/every-key.yaml');

describe('the effective configuration', () => {
  it('is the same language: without secrets, loading it gives the same again', async () => {
    const folder = configFolder();
    const yaml = readFileSync(EVERY_KEY, 'utf8')
      .replace(/^ +(headers: \{ Auth|auth:).*\n/gm, '')
      .replace('contains: "text"', () => 'contains: "a $${b} $$$$ c$"');
    const config = await folder.config(yaml);
    expect(await folder.config(effectiveYaml(config))).toEqual(config);
  });

  it('keeps odd texts, null comparisons and empty bodies', async () => {
    const folder = configFolder();
    const config = await folder.config(`
notify: { desktop: false }
network: { canaries: [] }
monitors:
  - { id: 007, name: "on", kind: http, url: "http://h/", send: { json: { a: {}, b: null, c: [null, "5", 5] } },
      expect: { json: [{ path: a, equals: null }, { path: b, one_of: [null, "1"] }] }, labels: { x: "", y: "~" } }
`);
    expect(await folder.config(effectiveYaml(config))).toEqual(config);
  });

  it('shows no secret', async () => {
    const config = await configFolder().config(
      readFileSync(EVERY_KEY, 'utf8').replace('books.example/health', 'ab:cd@books.example/health?key=ef'),
      { BOOK_TOKEN: 'token-of-books' },
      { books: 'sesame' },
    );
    const yaml = effectiveYaml(config);
    expect(yaml).not.toMatch(/token-of-books|sesame|user: me|ab:cd|key=ef/);
    expect(yaml).toContain('Authorization: •••');
    expect(yaml).toContain('https://•••@books.example/health?key=•••');
  });
});

describe('a masked URL', () => {
  it.each([
    ['https://h/p', 'https://h/p'],
    ['https://u:p@h/p?a=b&c=&d#f', 'https://•••@h/p?a=•••&c=•••&•••#f'],
    ['http://u@h', 'http://•••@h'],
    ['tcp://10.0.0.1:443', 'tcp://10.0.0.1:443'],
    ['system', 'system'],
    ['https://u:p@h@g/', 'https://•••@g/'],
  ])('%s is shown as %s', (url, shown) => {
    expect(maskUrl(url)).toBe(shown);
  });
});
