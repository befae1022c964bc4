import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';

async function warningsOf(yaml: string): Promise<string[]> {
  const result = await configFolder().read(yaml);
  return result.ok
    ? result.warnings.map(({ line, column, message }) => `${line}:${column} ${message}`)
    : ['invalid'];
}

const monitor = (keys: string) => `monitors:\n  - { id: a, kind: http, ${keys} }\n`;

const OPEN = expect.stringContaining('credentials are sent over http:// to another host');
const PLACEHOLDER = expect.stringContaining('looks like a placeholder');

describe('config validate warns', () => {
  it.each([
    'url: "http://h.example/", auth: { basic: { user: me, password: sesame } }',
    'url: "http://me:sesame@h.example/"',
    'url: "http://h.example/", headers: { Authorization: Bearer sesame }',
    'url: "http://h.example/", headers: { x-api-key: sesame }',
    'url: "http://h.example/?token=sesame"',
  ])('of credentials that anyone between can read: %s', async (keys) => {
    expect(await warningsOf(monitor(keys))).toEqual([OPEN]);
    expect(await warningsOf(`environment: development\n${monitor(keys)}`)).toEqual([]);
    expect(await warningsOf(monitor(keys.replace('http:', 'https:')))).toEqual([]);
    expect(await warningsOf(monitor(keys.replace('h.example', 'localhost')))).toEqual([]);
  });

  it.each(['changeme', 'CHANGE_ME', 'your_api_key_here', 'Bearer your-token-here'])(
    'of a secret that is still a placeholder: %s',
    async (value) => {
      const yaml = monitor(`url: "https://h.example/", headers: { Authorization: "${value}" }`);
      expect(await warningsOf(yaml)).toEqual([PLACEHOLDER]);
      expect(await warningsOf(`environment: development\n${yaml}`)).toEqual([]);
    },
  );

  it('of nothing in an ordinary configuration', async () => {
    expect(
      await warningsOf(monitor('url: "http://h.example/health?detailed=1", headers: { Accept: text/plain }')),
    ).toEqual([]);
  });
});
