import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../../tests/fixtures/config-folder.ts';

/** A broken value, then a mistake that must still be found. */
const command = (value: string) =>
  `monitors:\n  - { id: a, kind: command, argv: ${value} }\n  - { id: b, kind: tcp, host: h, port: 0 }\n`;

const PORT = '3:40 monitors[1].port: expected a whole number from 1 to 65535, got 0';

describe('a value that lacks quotes', () => {
  it.each([
    ['[page, {{title}}]', '2:42'],
    ['[page, ${X}]', '2:42'],
    ['[page, a${X}b, c]', '2:42'],
    ['[page, *.log]', '2:42'],
    ['[**/*.log, page]', '2:36'],
    ['[page, *.{log,gz}]', '2:42'],
    ['[page, x[0-9].log]', '2:42'],
    ['[page, !x]', '2:42'],
    ['[page, @x]', '2:42'],
    ['[page, {{title}} down]', '2:42'],
  ])('is told to be quoted, and the rest of the file is judged: %s', async (value, place) => {
    const problems = await configFolder().problems(command(value));
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${place} .*quote it$`)), PORT]);
  });

  it.each([
    ['name: {{title}} is down', '2:11'],
    ['name: {{title}}', '2:11'],
    ['name: !important', '2:11'],
    ['name: *star', '2:11'],
    ['name: @home', '2:11'],
    ['name: `tick`', '2:11'],
    ['labels: { a: ${X} }', '2:18'],
    ['components: { *: { critical: false } }', '2:19'],
    ['components: { *redis: { critical: false } }', '2:19'],
    ['labels: { a: 1, *x: 2 }', '2:21'],
    ['name: "a\\qb"', '2:13'],
  ])('is told on a line of its own too: %s', async (line, place) => {
    const yaml = `monitors:\n  - ${line}\n    id: a\n    kind: tcp\n    host: h\n    port: 0\n`;
    const problems = await configFolder().problems(yaml);
    expect(problems).toEqual([
      expect.stringMatching(new RegExp(`^${place}.*(quote|escape)`)),
      '6:11 monitors[0].port: expected a whole number from 1 to 65535, got 0',
    ]);
  });

  it('is told where a colon makes a map of it', async () => {
    const yaml = 'monitors:\n  - name: see: the wiki\n    id: a\n    kind: tcp\n    host: h\n    port: 1\n';
    expect(await configFolder().problems(yaml)).toEqual([
      expect.stringMatching(/^2:11 monitors\[0\]\.name: a second ": " in one value; quote it/),
    ]);
  });
});

describe('YAML', () => {
  it('has anchors, aliases and merges, and keys of the map itself win', async () => {
    const config = await configFolder().config(`
x-base: &base { kind: tcp, host: h, port: 1, interval: 5s }
x-slow: &slow { interval: 1h, timeout: 9s }
monitors:
  - { <<: *base, id: a }
  - { id: b, <<: [*base, *slow], interval: 7s }
  - { id: c, <<: *base, labels: &l { k: v } }
  - { id: d, <<: *base, labels: *l }
`);
    expect(config.monitors.map(({ id, intervalMs, timeoutMs }) => [id, intervalMs, timeoutMs])).toEqual([
      ['a', 5_000, 10_000],
      ['b', 7_000, 9_000],
      ['c', 5_000, 10_000],
      ['d', 5_000, 10_000],
    ]);
    expect(config.monitors[3]?.labels).toEqual({ k: 'v' });
  });

  it('places a problem of a merged key at the anchor, and of an aliased value at the alias', async () => {
    expect(
      await configFolder().problems(`x-base: &base { kind: tcp, host: h, port: 0 }
x-t: &t soon
monitors:
  - { <<: *base, id: a, timeout: *t }
`),
    ).toEqual([
      '1:43 monitors[0].port: expected a whole number from 1 to 65535, got 0',
      '4:34 monitors[0].timeout: expected a duration such as "30s", got "soon"',
    ]);
  });

  it.each([
    ['a: 1\nb: [\n', /not valid YAML/],
    ['logs:\nmonitors:\n\t- { id: a, kind: tcp, host: h, port: 1 }\n', /^3:1.*tabs are not allowed/],
    ['version: 1\n---\nversion: 1\n', /^2:1.*single document/],
    ['%YAML 1.1\n---\nversion: 1\n', /^1:1.*YAML 1\.2/],
    ['version: 1\nversion: 1\n', /^2:1 version: set twice, first at line 1, column 1$/],
    ['monitors:\n  - id: a\n      name: b\n', /^3:7.*this line belongs to no key, check its indentation$/],
    ['x-a: &a { <<: 5 }\n', /<< merges maps/],
    ['version: "1\n', /not valid YAML/],
  ])('that is broken is told: %j', async (yaml, problem) => {
    expect(await configFolder().problems(yaml)).toEqual([expect.stringMatching(problem)]);
  });

  it('is 1.2: yes and no are text, and so are dates and octal-looking numbers', async () => {
    const config = await configFolder().config(
      'monitors: [{ id: a, kind: tcp, host: h, port: 1, send: yes, expect: 010 }]',
    );
    expect(config.monitors[0]).toMatchObject({ send: 'yes', expect: '010' });
  });
});
