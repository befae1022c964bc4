import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';

const FIXTURE = join(import.meta.dirname, '../../../tests/fixtures/config/twenty-mistakes.yaml');

it('tells each of twenty different mistakes once, at its line and column', async () => {
  const folder = configFolder();
  expect(await folder.problems(readFileSync(FIXTURE, 'utf8'))).toEqual([
    '2:1 enviroment: unknown key, did you mean "environment"?',
    '4:13 defaults.interval: a bare number is no duration, write 30s',
    '6:21 groups.Books.timeout: expected a duration such as "30s", got "soon"',
    '9:29 network.zones[0].canary: expected a URL, or tcp://HOST:PORT',
    '11:9 monitors[0].id: expected an id of a-z, 0-9 and "-" that does not begin with "-", got "Book_API"',
    '13:10 monitors[0].url: expected a URL that begins with http:// or https://',
    '14:14 monitors[0].enabled: write true or false, not yes',
    '16:21 monitors[0].expect.status[1]: expected a status such as 200, "200-299" or "2xx" (codes 100 to 599), got 700',
    expect.stringMatching(/^17:16 monitors\[0\]\.expect\.matches: not an RE2 pattern: /),
    '18:31 monitors[0].headers.Authorization: YAML reads these characters as something else, quote it',
    `21:10 monitors[1].url: SHOP_HOST is not set; set it in the environment or in ${folder.path('.env')}`,
    '22:18 monitors[1].depends_on[0]: there is no monitor "book"',
    '23:14 monitors[1].network: there is no network zone "ofice", did you mean "office"?',
    `24:9 monitors[2].id: the id "shop" is taken by another monitor at ${folder.file}:19:9`,
    '27:11 monitors[2].port: expected a whole number from 1 to 65535, got 70000',
    '29:11 monitors[3].kind: kind "metrics" comes with a later version, the kinds are http, tcp, tls, dns, file, command',
    '30:5 monitors[4].path: is missing, expected a path',
    '32:13 monitors[4].shrink: a bare number over 1 is no ratio, write 50%',
    '37:5 logs[0].include: set twice, first at line 36, column 5',
    '38:15 logs[0].exclude[0]: a value that begins with ! is read as a tag, quote it',
  ]);
});
