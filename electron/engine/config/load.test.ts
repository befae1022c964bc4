import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';

const EVERY_KEY = join(import.meta.dirname, '../../../tests/fixtures/config/every-key.yaml');

describe('a configuration', () => {
  it('may use every key of the language', async () => {
    const folder = configFolder();
    const config = await folder.config(
      readFileSync(EVERY_KEY, 'utf8'),
      { BOOK_TOKEN: 'token-of-books' },
      { books: 'sesame' },
    );
    expect(config.monitors[1]).toMatchObject({
      group: 'Book Review',
      labels: { tier: 'api', team: 'books' },
      intervalMs: 30_000,
      timeoutMs: 5_000,
      dependsOn: ['gateway'],
      network: 'office',
      graceMs: 40_000,
      latency: { degraded: 1_000, unhealthy: 5_000 },
      headers: { Authorization: 'Bearer token-of-books' },
      send: { json: { action: 'generate-report' } },
      auth: { basic: { user: 'me', password: 'sesame' } },
      connect: '10.0.0.5:3001',
      ip: 4,
      tls: { verify: true, ca: folder.path('ca.pem'), servername: 'books.example' },
      expect: {
        status: [
          { from: 200, to: 299 },
          { from: 401, to: 401 },
        ],
        headers: { 'strict-transport-security': '*' },
        notContains: 'text',
        json: [{ path: 'services.database.status', equals: 'OK', else: 'degraded' }],
      },
      components: [{ glob: 'redis', critical: false }],
    });
    expect(config.monitors[2]).toMatchObject({ send: 'PING\r\n', expect: '+PONG' });
    expect(config.monitors[5]).toMatchObject({
      type: 'dir',
      newest: { degraded: 93_600_000, unhealthy: 180_000_000 },
      minSize: 1_000_000,
      count: { min: 7, max: null },
      shrink: 0.5,
    });
    expect(config.logs[0]).toMatchObject({
      id: 'book-logs',
      monitors: ['book-api'],
      timezone: 'Europe/Berlin',
      backfill: { ageMs: 86_400_000, bytes: 64_000_000 },
      redact: [String.raw`(?i)password=\S+`],
    });
    expect(config.retention.logBytes).toBe(2_000_000_000);
    expect(config.monitors.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
      'tcp gateway',
      'http book-api',
      'tcp mongo',
      'tls cert',
      'dns name',
      'file dumps',
      'command assistant',
    ]);
  });

  it('fills in the defaults of the language', async () => {
    const folder = configFolder();
    const config = await folder.config('monitors:\n  - { id: a, kind: http, url: "http://localhost/" }\n');
    expect(config.monitors[0]).toEqual({
      id: 'a',
      name: 'a',
      group: null,
      enabled: true,
      intervalMs: 30_000,
      timeoutMs: 10_000,
      labels: {},
      environment: 'production',
      runbook: null,
      dependsOn: [],
      network: null,
      confirm: { failures: 2, recoveries: 2, atLeastMs: 15_000 },
      absent: 'unhealthy',
      graceMs: 0,
      latency: {},
      components: [],
      kind: 'http',
      url: 'http://localhost/',
      method: 'GET',
      headers: {},
      send: null,
      auth: null,
      redirects: 5,
      connection: 'fresh',
      connect: null,
      ip: null,
      proxy: 'system',
      tls: { verify: true, ca: null, cert: null, key: null, servername: null },
      expect: {
        status: [{ from: 200, to: 399 }],
        body: 'auto',
        headers: {},
        contains: null,
        notContains: null,
        matches: null,
        json: [],
      },
    });
    expect(config.notify.channels).toEqual([
      {
        id: 'desktop',
        kind: 'desktop',
        minSeverity: 'warning',
        recovery: true,
        evidence: 'full',
        match: null,
      },
    ]);
    expect(config.network).toEqual({ canaries: null, zones: [] });
  });

  it.each(['', 'version: 1', 'monitors:\nlogs:\n', 'monitors: []\nlogs: []\n', '# only a comment'])(
    'may watch nothing: %j',
    async (yaml) => {
      expect((await configFolder().config(yaml)).monitors).toEqual([]);
    },
  );

  it('lays groups over defaults and the monitor over both, map by map', async () => {
    const config = await configFolder().config(`
defaults: { interval: 1m, timeout: 1s, labels: { a: default, b: default, c: default }, confirm: { failures: 5 } }
groups: { Books: { interval: 2m, labels: { b: group, c: group } } }
monitors:
  - { id: x, kind: tcp, host: h, port: 1, group: Books, interval: 3m, labels: { c: own }, confirm: { recoveries: 7 } }
  - { id: y, kind: tcp, host: h, port: 1, group: Books }
  - { id: z, kind: tcp, host: h, port: 1 }
`);
    const [x, y, z] = config.monitors;
    expect([x?.intervalMs, y?.intervalMs, z?.intervalMs]).toEqual([180_000, 120_000, 60_000]);
    expect(x?.labels).toEqual({ a: 'default', b: 'group', c: 'own' });
    expect(x?.confirm).toEqual({ failures: 5, recoveries: 7, atLeastMs: 15_000 });
    expect(x?.timeoutMs).toBe(1_000);
  });

  it('applies a default only to the kinds that understand it', async () => {
    const config = await configFolder().config(`
defaults: { redirects: 0, expect: { status: 2xx }, type: dir }
monitors:
  - { id: web, kind: http, url: "http://h/" }
  - { id: port, kind: tcp, host: h, port: 1 }
  - { id: name, kind: dns, query: h, type: A }
  - { id: dumps, kind: file, path: /dumps }
`);
    expect(config.monitors).toMatchObject([
      { redirects: 0, expect: { status: [{ from: 200, to: 299 }] } },
      { expect: null },
      { type: 'A' },
      { type: 'dir' },
    ]);
  });

  it('replaces what is sent as a whole, never mixing two bodies', async () => {
    const config = await configFolder().config(`
defaults: { send: { json: { a: 1 } } }
monitors: [{ id: web, kind: http, url: "http://h/", send: { text: hello } }]
`);
    expect(config.monitors[0]).toMatchObject({ send: { text: 'hello' } });
  });

  it('takes a refused connection for "not running" in development', async () => {
    const config = await configFolder().config(`
environment: development
monitors:
  - { id: a, kind: tcp, host: h, port: 1 }
  - { id: b, kind: tcp, host: h, port: 1, environment: production }
  - { id: c, kind: tcp, host: h, port: 1, absent: unhealthy }
`);
    expect(config.monitors.map(({ absent }) => absent)).toEqual(['unknown', 'unhealthy', 'unhealthy']);
  });

  it('gives a log source the monitors of its group', async () => {
    const config = await configFolder().config(`
monitors:
  - { id: a, kind: tcp, host: h, port: 1, group: Books }
  - { id: b, kind: tcp, host: h, port: 1 }
logs:
  - { id: with-group, dir: /var/log, group: Books }
  - { id: without, dir: logs }
`);
    expect(config.logs.map(({ monitors }) => monitors)).toEqual([['a'], []]);
  });

  it('leaves x- keys alone in its own maps, and keeps headers and labels that begin so', async () => {
    const config = await configFolder().config(`
x-note: [anything, { at: all, missing: "\${NOT_SET}" }]
monitors:
  - { id: a, kind: http, url: "http://h/", x-todo: 1, headers: { x-key: v }, labels: { x-team: t }, expect: { x-y: 1 } }
`);
    expect(config.monitors[0]).toMatchObject({ headers: { 'x-key': 'v' }, labels: { 'x-team': 't' } });
  });

  it('starts relative paths at the folder of the file that contains them', async () => {
    const folder = configFolder();
    folder.write('conf.d/more.yaml', 'monitors: [{ id: b, kind: command, argv: [./x], cwd: ../bin }]');
    const config = await folder.config(
      'include: [conf.d/more.yaml]\nmonitors: [{ id: a, kind: file, path: "dumps/*" }, { id: c, kind: command, argv: [x] }]',
    );
    expect(config.monitors).toMatchObject([
      { path: folder.path('dumps/*') },
      { cwd: folder.folder },
      { cwd: folder.path('bin') },
    ]);
  });
});

describe('a mistake', () => {
  it('in defaults is told as the kind sees it that the value was meant for', async () => {
    expect(await configFolder().problems('defaults: { expect: { statuss: 200, bodyy: none } }')).toEqual([
      '1:23 defaults.expect.statuss: unknown key, did you mean "status"?',
      '1:37 defaults.expect.bodyy: unknown key, did you mean "body"?',
    ]);
  });

  it('in defaults is told once, however many monitors use them', async () => {
    const monitors = [1, 2, 3].map((n) => `  - { id: m${n}, kind: tcp, host: h, port: 1 }\n`).join('');
    expect(await configFolder().problems(`defaults: { timeout: no }\nmonitors:\n${monitors}`)).toEqual([
      '1:22 defaults.timeout: expected a duration such as "30s", got "no"',
    ]);
  });

  it.each([
    ['monitors: 5', '1:11 monitors: expected a list, got 5'],
    ['monitors: [5]', '1:12 monitors[0]: expected a map, got 5'],
    ['- 1', '1:1: expected a map with keys such as monitors'],
    [
      'zebra: 1',
      expect.stringMatching(/^1:1 zebra: unknown key, the nearest is "\w+" of version, environment/),
    ],
    ['retention: { results: -1d }', '1:23 retention.results: expected a duration such as "30s", got "-1d"'],
    [
      'alerts: [{ id: x }]',
      '1:10 alerts[0].when: is missing, expected a condition such as { state: unhealthy }',
    ],
    ['maintenance: [1]', '1:15 maintenance[0]: expected a map, got 1'],
    ['version: 2', '1:10 version: this version of Watchpost reads "version: 1", got 2'],
    [
      'logs: [{ id: a, dir: x, pattern: "(" }]',
      expect.stringContaining('1:34 logs[0].pattern: not an RE2 pattern'),
    ],
    [
      'logs: [{ id: a, dir: x, timezone: Mars/Base }]',
      '1:35 logs[0].timezone: expected a time zone such as Europe/Berlin, got "Mars/Base"',
    ],
    ['logs: [{ id: a, dir: x, monitors: [b] }]', '1:36 logs[0].monitors[0]: there is no monitor "b"'],
    [
      'notify: { channels: [{ id: desk, kind: desktop }], reports: [{ every: "mon 09:00", channel: mail, period: 7d }] }',
      expect.stringContaining('notify.reports[0].channel: there is no channel "mail"'),
    ],
    [
      'notify: { channels: [{ id: d, kind: desktop, urk: x }] }',
      expect.stringContaining('1:46 notify.channels[0].urk: unknown key'),
    ],
    [
      'network: { zones: [{ id: a, canary: "tcp://h:1" }, { id: a, canary: "tcp://h:1" }] }',
      expect.stringContaining('1:58 network.zones[1].id: the id "a" is taken'),
    ],
  ])('is told at its place: %s', async (yaml, problem) => {
    expect(await configFolder().problems(yaml)).toEqual([problem]);
  });

  it.each([
    ['on', 'write true or false, not on'],
    ['off', 'write true or false, not off'],
    ['yes', 'write true or false, not yes'],
    ['No', 'write true or false, not No'],
    ['"true"', 'expected true or false, got "true"'],
    ['1', 'expected true or false, got 1'],
    ['', 'expected true or false, got nothing'],
  ])('where a boolean is wanted: %s', async (value, message) => {
    const yaml = `monitors:\n  - { id: a, kind: tcp, host: h, port: 1, enabled: ${value} }\n`;
    expect(await configFolder().problems(yaml)).toEqual([expect.stringContaining(message)]);
  });

  it.each([
    ['depends_on: [a]', 'monitors depend on each other in a circle: a → a'],
    ['tls: { cert: x.pem }', 'a client certificate needs both cert and key'],
    ['send: { json: 1, text: x }', 'expected either json or text'],
    ['latency: { degraded: 5s, unhealthy: 1s }', 'degraded is above unhealthy, so it would never be seen'],
    ['expect: { json: [{ path: a }] }', 'expected one of equals, above, below, one_of, exists'],
    ['expect: { json: [{ path: "a..b", exists: true }] }', 'expected a path such as'],
    ['headers: { "bad name": x }', '"bad name" is no header name'],
    ['headers: { a: "x\\ny" }', 'expected a header value without line breaks'],
    ['interval: 10ms', 'must be at least 1s, got 10ms'],
    ['kindd: x', 'unknown key, did you mean "kind"?'],
    ['connect: nowhere', 'expected HOST:PORT, got "nowhere"'],
    ['ip: 5', 'expected one of 4, 6, got 5'],
    ['redirects: -1', 'expected a whole number from 0 to 50, got -1'],
    ['confirm: { failures: 0 }', 'expected a whole number from 1 to 1000, got 0'],
    ['components: { redis: false }', 'expected a map, got false'],
    ['labels: [a]', 'expected a map, got a list'],
  ])('of a monitor: %s', async (key, message) => {
    const yaml = `monitors:\n  - { id: a, kind: http, url: "http://h/", ${key} }\n`;
    expect(await configFolder().problems(yaml)).toEqual([expect.stringContaining(message)]);
  });

  it('leaves the rest of a monitor of unknown kind to be judged', async () => {
    const yaml = 'monitors: [{ id: a, kind: ftp, url: x, interval: soon }]';
    expect(await configFolder().problems(yaml)).toEqual([
      '1:27 monitors[0].kind: expected one of http, tcp, tls, dns, file, command, got "ftp"',
      '1:50 monitors[0].interval: expected a duration such as "30s", got "soon"',
    ]);
  });

  it('names every monitor of a circle', async () => {
    const monitor = (id: string, on: string) =>
      `  - { id: ${id}, kind: tcp, host: h, port: 1, depends_on: [${on}] }\n`;
    const problems = await configFolder().problems(
      `monitors:\n${monitor('a', 'b')}${monitor('b', 'c')}${monitor('c', 'a')}`,
    );
    expect(problems).toEqual([
      '4:56 monitors[2].depends_on[0]: monitors depend on each other in a circle: a → b → c → a',
    ]);
  });

  it('of a missing file names the file', async () => {
    const folder = configFolder();
    const result = await folder.load();
    expect(result).toMatchObject({ ok: false, files: [folder.file] });
    expect(result.ok ? [] : result.problems).toEqual([
      { file: folder.file, line: 1, column: 1, path: '', message: 'there is no such file' },
    ]);
  });
});
