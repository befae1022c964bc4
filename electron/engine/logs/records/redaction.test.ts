import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../../tests/fixtures/read-records.ts';

const CANARY = 'canary7f3a9c1e';
const JWT = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${CANARY}`;

const records = (text: string, redact: string[] = []) => readRecords(text, { redact });

const unicode = (text: string) =>
  Array.from(text, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

const SECRETS: readonly [string, string][] = [
  ['a password in a message', `login failed password=${CANARY}`],
  ['a password in quotes', `login failed password="${CANARY} with words" for ann`],
  ['a password after a colon', `Password: ${CANARY}`],
  ['an Authorization header', `GET / Authorization: Bearer ${CANARY}`],
  ['basic authorization', `authorization: Basic ${CANARY}==`],
  [
    'an authorization in a dump of headers',
    `{ host: 'a', authorization: 'Bearer ${CANARY}', accept: '*/*' }`,
  ],
  ['a token in a URL', `GET /cb?code=1&access_token=${CANARY}&x=1`],
  ['a password in a URL', `connect postgres://ann:${CANARY}@db:5432/shop failed`],
  ['a JSON Web Token', `token ${JWT} expired`],
  ['a key of OpenAI', `key sk-${CANARY}abcdefghijkl rejected`],
  ['a project key of OpenAI', `key sk-proj-${CANARY}_abc-def rejected`],
  ['a key of Stripe', `key sk_live_${CANARY} rejected`],
  ['a key of AWS', 'key AKIAIOSFODNN7EXAMPLE rejected'],
  ['a token of GitHub', `ghp_${CANARY}abcdefghijklmnop`],
  ['a webhook of Slack', `https://hooks.slack.com/services/T0/B0/${CANARY}`],
  ['a cookie', `Cookie: session=${CANARY}; a=b`],
  ['an option', `ran backup --password ${CANARY} /data`],
  ['an environment variable', `DB_PASSWORD=${CANARY} node app.js`],
  ['an API key in a header', `x-api-key: ${CANARY}`],
  ['a client secret', `client_secret=${CANARY}`],
  ['XML', `<password>${CANARY}</password>`],
];

const LINES: readonly [string, (secret: string) => string][] = [
  ['plain text', (secret) => secret],
  ['text with time and level', (secret) => `2026-07-04 12:00:00 ERROR ${secret}`],
  ['the message of a JSON line', (secret) => JSON.stringify({ level: 'error', message: secret })],
  [
    'a field of a JSON line',
    (secret) => JSON.stringify({ level: 'error', message: 'm', detail: { deep: [secret] } }),
  ],
  [
    'the stack of a JSON line',
    (secret) =>
      JSON.stringify({
        level: 'error',
        message: 'm',
        error: { name: 'E', message: secret, stack: `E: ${secret}\n    at f (a.js:1:1)` },
      }),
  ],
  [
    'the service of a JSON line',
    (secret) => JSON.stringify({ level: 'error', message: 'm', service: secret }),
  ],
  [
    'JSON within JSON',
    (secret) =>
      JSON.stringify({
        log: `${JSON.stringify({ level: 'error', msg: secret })}\n`,
        stream: 'stdout',
        time: '2026-07-04T12:00:00Z',
      }),
  ],
  [
    'JSON as text within JSON',
    (secret) =>
      JSON.stringify({ level: 'info', message: JSON.stringify({ a: JSON.stringify({ b: secret }) }) }),
  ],
  ['torn JSON', (secret) => JSON.stringify({ level: 'error', message: secret, more: 'x' }).slice(0, -6)],
  [
    'JSON behind a prefix',
    (secret) => `2026-07-04 12:00:00 +00:00: ${JSON.stringify({ level: 'error', message: secret })}`,
  ],
  ['logfmt', (secret) => `level=error msg=${JSON.stringify(secret)}`],
  ['syslog', (secret) => `<34>1 2026-07-04T12:00:00Z h app - - - ${secret}`],
  [
    'a continuation',
    (secret) => `2026-07-04 12:00:00 ERROR failed\n  ${secret}\n2026-07-04 12:00:01 INFO done`,
  ],
  [
    'a Java exception',
    (secret) =>
      `2026-07-04 12:00:00.000 [main] ERROR a.B - failed\njava.lang.Error: ${secret}\n\tat a.B.c(B.java:1)`,
  ],
];

describe('secrets never get past the reader', () => {
  for (const [place, wrap] of LINES) {
    it.each(SECRETS)(`${place}: %s`, (_name, secret) => {
      const found = JSON.stringify(records(wrap(secret)));
      expect(found).not.toContain(CANARY);
      expect(found).not.toContain('AKIAIOSFODNN7EXAMPLE');
      expect(found).toContain('[redacted]');
    });
  }

  it.each([
    ['whole', `{"level":"error","message":"${unicode(`password=${CANARY}`)}"}`],
    ['in the name of a key', `{"level":"error","message":"m","${unicode('password')}":"${CANARY}"}`],
    ['in torn JSON', `{"level":"error","message":"${unicode(`password=${CANARY}`)}","x":`],
    ['in a URL with escaped slashes', `{"level":"error","message":"postgres:\\/\\/ann:${CANARY}@db\\/x"}`],
    [
      'in JSON within JSON',
      JSON.stringify({
        log: `{"message":"${unicode(`password=${CANARY}`)}"}\n`,
        stream: 'stdout',
        time: '2026-07-04T12:00:00Z',
      }),
    ],
  ])('also where JSON writes letters as escapes: %s', (_name, line) => {
    expect(JSON.stringify(records(line))).not.toContain(CANARY);
  });

  it.each([
    ['an object', { password: { old: CANARY, new: CANARY } }],
    ['a list', { tokens: 3, secrets: [], password: [CANARY] }],
    ['a number', { password: 123456789 }],
    ['a header dump', { req: { headers: { authorization: `Bearer ${CANARY}`, cookie: `a=${CANARY}` } } }],
    ['camel case', { accessToken: CANARY, clientSecret: CANARY, apiKey: CANARY, userPassword: CANARY }],
  ])('values under the name of a secret: %s', (_name, fields) => {
    const found = JSON.stringify(records(JSON.stringify({ level: 'info', message: 'm', ...fields })));
    expect(found).not.toContain(CANARY);
    expect(found).not.toContain('123456789');
  });

  it('a private key over several lines', () => {
    const body = [
      '-----BEGIN PRIVATE KEY-----',
      `${CANARY}AAAA`,
      `${CANARY}BBBB`,
      '-----END PRIVATE KEY-----',
    ];
    const all = records(`2026-07-04 12:00:00 INFO loaded\n${body.join('\n')}\n2026-07-04 12:00:01 INFO done`);
    expect(JSON.stringify(all)).not.toContain(CANARY);
    expect(all.at(-1)?.message).toBe('done');
  });

  it('a value that a container cut in two', () => {
    const cut = (log: string) => JSON.stringify({ log, stream: 'stdout', time: '2026-07-04T12:00:00Z' });
    const whole = JSON.stringify({ level: 'error', message: `password=${CANARY}` });
    const at = whole.indexOf(CANARY) + 4;
    const found = JSON.stringify(records(`${cut(whole.slice(0, at))}\n${cut(`${whole.slice(at)}\n`)}\n`));
    expect(found).not.toContain(CANARY.slice(4));
  });

  it('what a pattern of the source names', () => {
    const found = records(`order of ${CANARY} failed\n{"message":"${unicode(CANARY)}"}`, ['canary\\w+']);
    expect(JSON.stringify(found)).not.toContain(CANARY);
    expect(found[0]?.message).toBe('order of [redacted] failed');
  });

  it.each([
    'used 1200 tokens in 3 s',
    '{"level":"info","message":"done","promptTokens":12,"tokenCount":4}',
    'the password was changed',
    'token: expired',
    'GET /secretary/basic?keyboard=1 200',
    'authorization failed for ann',
    'user bob@example.com logged in',
  ])('while harmless words stay: %s', (text) => {
    expect(JSON.stringify(records(text))).not.toContain('[redacted]');
  });

  it('and lines that look like the beginning of a secret all along are read to their end', () => {
    for (const beginning of ['eyJ', 'password', '-----BEGIN ', 'authorization: ', '://', 'sk-', '{"']) {
      const text = `ERROR ${beginning.repeat(Math.floor(60_000 / beginning.length))}`;
      expect(readRecords(text)).toMatchObject([{ level: 'error' }]);
    }
  });

  it('a token anywhere in a word', () => {
    for (const text of [`a.b.${JWT}`, `x${JWT}`, `{"m":"a\\n${JWT}"}`, `${JWT},${JWT}`, `file.${JWT}.txt`]) {
      expect(JSON.stringify(readRecords(text))).not.toContain(CANARY);
    }
  });

  it('and what is redacted is not redacted again', () => {
    const [once] = records(`password=${CANARY} token=${CANARY} Authorization: Bearer ${CANARY}`);
    const [twice] = records(once?.raw ?? '');
    expect(twice?.raw).toBe(once?.raw);
  });
});
