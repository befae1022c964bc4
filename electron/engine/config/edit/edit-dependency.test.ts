import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configFolder, secretsOf } from '../../../../tests/fixtures/config-folder.ts';
import { dependencyFile } from './edit-dependency.ts';

const DEPENDENCIES = { env: {}, secrets: secretsOf() };
const TCP = 'kind: tcp, host: h, port: 1';
const REDIS = `  - { id: redis, ${TCP} }\n`;

async function placed(text: string, child = 'api', parent = 'redis') {
  const folder = configFolder();
  folder.write('watchpost.yaml', text);
  return dependencyFile(folder.file, DEPENDENCIES).place(child, parent);
}

describe('a dependency is written', () => {
  it.each([
    [
      'behind the last line of its monitor',
      '  - id: api   # mine\n    kind: tcp\n    host: h\n    port: 1   # last\n\n  # the cache\n',
      '  - id: api   # mine\n    kind: tcp\n    host: h\n    port: 1   # last\n    depends_on: [redis]\n\n  # the cache\n',
    ],
    [
      'into braces',
      `  - { id: api, ${TCP} }   # mine\n`,
      `  - { id: api, ${TCP}, depends_on: [redis] }   # mine\n`,
    ],
    [
      'into braces over lines',
      '  - { id: api, kind: tcp, host: h,\n      port: 1,   # last\n    }\n',
      '  - { id: api, kind: tcp, host: h,\n      port: 1, depends_on: [redis],   # last\n    }\n',
    ],
    [
      'to a list in brackets',
      `  - { id: api, depends_on: [gateway], ${TCP} }\n`,
      `  - { id: api, depends_on: [gateway, redis], ${TCP} }\n`,
    ],
    [
      'into empty brackets',
      `  - { id: api, depends_on: [], ${TCP} }\n`,
      `  - { id: api, depends_on: [redis], ${TCP} }\n`,
    ],
    [
      'to a list that stands line by line',
      '  -   id: api\n      depends_on:\n        - gateway   # the way in\n      kind: tcp\n      host: h\n      port: 1\n',
      '  -   id: api\n      depends_on:\n        - gateway   # the way in\n        - redis\n      kind: tcp\n      host: h\n      port: 1\n',
    ],
    [
      'to a list that is not indented',
      '  - id: api\n    depends_on:\n    - gateway\n    kind: tcp\n    host: h\n    port: 1\n',
      '  - id: api\n    depends_on:\n    - gateway\n    - redis\n    kind: tcp\n    host: h\n    port: 1\n',
    ],
    [
      'behind a text block',
      '  - id: api\n    kind: http\n    url: http://h/\n    send:\n      text: |\n        a\n\n        b\n',
      '  - id: api\n    kind: http\n    url: http://h/\n    send:\n      text: |\n        a\n\n        b\n    depends_on: [redis]\n',
    ],
    [
      'behind the end of a file with Windows line ends',
      '  - id: api\r\n    kind: tcp\r\n    host: h\r\n    port: 1\r\n',
      '  - id: api\r\n    kind: tcp\r\n    host: h\r\n    port: 1\r\n    depends_on: [redis]\r\n',
    ],
  ])('%s, and nothing else changes', async (_where, before, after) => {
    const gateway = `  - { id: gateway, ${TCP} }\n`;
    const around = (entry: string) =>
      `# mine\nversion: 1\nmonitors:   # all\n${gateway}${entry}${REDIS}# behind\nnotify: { desktop:   true }\n`;
    expect(await placed(around(before))).toMatchObject({ ok: true, text: around(after) });
  });

  it('with what was inherited from defaults and groups', async () => {
    const text = `version: 1\ngroups: { Books: { depends_on: [gateway] } }\nmonitors:\n${REDIS}  - { id: gateway, ${TCP} }\n  - { id: api, group: Books, ${TCP} }\n`;
    expect(await placed(text)).toMatchObject({
      ok: true,
      text: expect.stringContaining('port: 1, depends_on: [gateway, redis] }'),
    });
  });

  it('into the file in which its monitor stands', async () => {
    const folder = configFolder();
    folder.write('watchpost.yaml', `version: 1\ninclude: [api.yaml]\nmonitors:\n${REDIS}`);
    const included = folder.write('api.yaml', `monitors:\n  - { id: api, ${TCP} }\n`);
    const file = dependencyFile(folder.file, DEPENDENCIES);
    const found = await file.place('api', 'redis');
    expect(found).toMatchObject({ ok: true, file: included });
    if (found.ok) file.write(found.file, found.text);
    expect(readFileSync(included, 'utf8')).toBe(`monitors:\n  - { id: api, ${TCP}, depends_on: [redis] }\n`);
  });

  it('whatever the numbers of monitors and parents before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(4), fc.boolean(), fc.boolean(), async (parents, flow, lines) => {
        const ids = Array.from({ length: parents }, (_, index) => `p${index}`);
        const list = ids.map((id) => `  - { id: ${id}, ${TCP} }\n`).join('');
        const written =
          flow || !lines || parents === 0
            ? ` [${ids.join(', ')}]`
            : ids.map((id) => `\n      - ${id}`).join('');
        const api = flow
          ? `  - { id: api, ${TCP}, depends_on:${written} }\n`
          : `  - id: api\n    depends_on:${written}\n    kind: tcp\n    host: h\n    port: 1\n`;
        expect(await placed(`monitors:\n${list}${api}${REDIS}`)).toMatchObject({ ok: true });
      }),
      { numRuns: 30 },
    );
  });
});

describe('a dependency is refused', () => {
  const chain = `monitors:\n${REDIS}  - { id: api, ${TCP}, depends_on: [redis] }\n  - { id: web, ${TCP}, depends_on: [api] }\n`;

  it.each([
    [
      'redis',
      'web',
      'invalid-dependency',
      'Monitors would depend on each other in a circle: redis → web → api → redis.',
    ],
    ['api', 'api', 'invalid-dependency', '"api" cannot depend on itself.'],
    ['api', 'redis', 'invalid-dependency', '"api" depends on "redis" already.'],
    ['api', 'gone', 'unknown-monitor', 'There is no monitor "gone".'],
    ['gone', 'api', 'unknown-monitor', 'There is no monitor "gone".'],
  ])('of %s on %s', async (child, parent, why, message) => {
    expect(await placed(chain, child, parent)).toEqual({ ok: false, why, message });
  });

  it('with the remedy, where the monitor has no entry that can be changed by itself', async () => {
    const message =
      '"api" has no entry of its own that can be changed safely. Write "depends_on: [redis]" where it is defined, by hand.';
    const base = `monitors:\n  - &base { id: api, ${TCP} }\n  - { <<: *base, id: shop }\n${REDIS}`;
    const alias = `x-api: &api { id: api, ${TCP} }\nmonitors:\n  - *api\n${REDIS}`;
    const listed = `x-none: &none []\nmonitors:\n  - { id: api, ${TCP}, depends_on: *none }\n${REDIS}`;
    for (const text of [base, alias, listed])
      expect(await placed(text)).toEqual({ ok: false, why: 'invalid-dependency', message });
  });

  it('while the configuration is invalid', async () => {
    expect(await placed(`monitors:\n  - { id: api }\n${REDIS}`)).toMatchObject({
      ok: false,
      why: 'invalid-config',
      message: expect.stringMatching(
        /^The configuration was left as it is\. .*watchpost\.yaml:2:5 monitors\[0\]/,
      ),
    });
  });
});
