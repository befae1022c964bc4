import { describe, expect, it } from 'vitest';
import { configFolder } from '../../../tests/fixtures/config-folder.ts';
import { effectiveYaml } from './show/effective-yaml.ts';

const EVERY_CHANNEL = `notify:
  deadman: { url: "https://ping.example/0123456789abcdef", every: 5m }
  channels:
    - { id: desktop, kind: desktop, min_severity: info, recovery: false, evidence: titles }
    - { id: team, kind: slack, url: "\${SLACK_URL}", min_severity: critical, match: { group: "Book*" }, evidence: none }
    - { id: chat, kind: discord, url: "https://discord.example/api/webhooks/1/abcdefghijklmnop" }
    - { id: mail, kind: email, smtp: "smtp://me:p%40ss@mail.example", from: a@b.example, to: [c@d.example] }
    - { id: hook, kind: webhook, url: "https://h.example/x", secret: "\${secret:hook}" }
    - { id: page, kind: command, argv: [/usr/local/bin/page, "{{title}}", "{{labels.team}}"] }
`;
const ENV = { SLACK_URL: 'https://hooks.slack.example/services/T0/B0/0123456789' };

const load = () => configFolder().config(EVERY_CHANNEL, ENV, { hook: 'sesame-open' });

describe('channels', () => {
  it('of every kind are read, with the defaults of their kind', async () => {
    const { channels, deadman } = (await load()).notify;
    expect(deadman).toEqual({ url: 'https://ping.example/0123456789abcdef', everyMs: 300_000 });
    const standard = { minSeverity: 'warning', recovery: true, evidence: 'none', match: null };
    expect(channels).toEqual([
      {
        id: 'desktop',
        kind: 'desktop',
        minSeverity: 'info',
        recovery: false,
        evidence: 'titles',
        match: null,
      },
      {
        ...standard,
        id: 'team',
        kind: 'slack',
        url: ENV.SLACK_URL,
        minSeverity: 'critical',
        match: [['group', ['Book*']]],
      },
      {
        ...standard,
        id: 'chat',
        kind: 'discord',
        url: 'https://discord.example/api/webhooks/1/abcdefghijklmnop',
      },
      {
        ...standard,
        id: 'mail',
        kind: 'email',
        smtp: 'smtp://me:p%40ss@mail.example',
        from: 'a@b.example',
        to: ['c@d.example'],
      },
      { ...standard, id: 'hook', kind: 'webhook', url: 'https://h.example/x', secret: 'sesame-open' },
      {
        ...standard,
        id: 'page',
        kind: 'command',
        argv: ['/usr/local/bin/page', '{{title}}', '{{labels.team}}'],
        cwd: expect.stringMatching(/^\//),
      },
    ]);
  });

  it('keep their URLs, passwords and keys secret, whole and in part', async () => {
    const config = await load();
    expect(config.secrets).toEqual(
      expect.arrayContaining([
        ENV.SLACK_URL,
        '/services/T0/B0/0123456789',
        '/api/webhooks/1/abcdefghijklmnop',
        'p@ss',
        'p%40ss',
        'sesame-open',
        'https://ping.example/0123456789abcdef',
      ]),
    );
    const shown = effectiveYaml(config);
    expect(shown).not.toMatch(
      /hooks\.slack|webhooks|mail\.example|p%40ss|h\.example\/x|sesame|ping\.example/,
    );
    expect(shown).toContain('argv:');
    expect(shown).toContain('evidence: titles');
  });

  it.each([
    ['{ id: x, kind: §slak }', 'notify.channels[0].kind: expected one of desktop, slack'],
    ['§{ id: x, kind: slack }', 'notify.channels[0].url: is missing, expected a URL that begins with http'],
    [
      '{ id: x, kind: slack, url: §"ftp://h/" }',
      'notify.channels[0].url: expected a URL that begins with http:// or https://',
    ],
    ['{ id: x, kind: slack, url: "https://h/", §smtp: y }', 'notify.channels[0].smtp: unknown key'],
    [
      '{ id: x, kind: desktop, evidence: §all }',
      'notify.channels[0].evidence: expected one of full, titles, none',
    ],
    ['{ id: x, kind: desktop, recovery: §yes }', 'notify.channels[0].recovery: write true or false, not yes'],
    [
      '{ id: x, kind: desktop, min_severity: §fatal }',
      'notify.channels[0].min_severity: expected one of info',
    ],
    [
      '{ id: x, kind: email, smtp: §"http://h", from: a@b, to: [a@b] }',
      'notify.channels[0].smtp: expected a URL such as smtp://user:password@mail.example:587',
    ],
    [
      '{ id: x, kind: email, smtp: §"smtp://h:99999", from: a@b, to: [a@b] }',
      'notify.channels[0].smtp: expected a URL such as smtp://',
    ],
    [
      '{ id: x, kind: email, smtp: §"smtp://h?pool=1", from: a@b, to: [a@b] }',
      'notify.channels[0].smtp: an SMTP URL has no options',
    ],
    [
      '{ id: x, kind: email, smtp: "smtp://h", from: §"a@b\\r\\nBcc: c@d", to: [a@b] }',
      'notify.channels[0].from: expected an e-mail address',
    ],
    [
      '{ id: x, kind: email, smtp: "smtp://h", from: a@b, to: [§"a@b,c@d"] }',
      'notify.channels[0].to[0]: expected an e-mail address',
    ],
    [
      '{ id: x, kind: email, smtp: "smtp://h", from: a@b, to: §[] }',
      'notify.channels[0].to: expected at least one entry',
    ],
    ['{ id: x, kind: command, argv: §[] }', 'notify.channels[0].argv: expected at least one entry'],
    [
      '{ id: x, kind: command, argv: [page, §"{{titel}}"] }',
      'notify.channels[0].argv[1]: {{titel}} is not known here, the names are title, body',
    ],
    [
      '{ id: x, kind: command, argv: [§"{{title}}"] }',
      'notify.channels[0].argv[0]: the program cannot be a template',
    ],
    [
      '{ id: x, kind: command, argv: [§""] }',
      'notify.channels[0].argv[0]: expected a program, got empty text',
    ],
    [
      '{ id: x, kind: desktop }, { id: §x, kind: desktop }',
      'notify.channels[1].id: the id "x" is taken by another channel',
    ],
  ])('tell a mistake at its place, §: %s', async (channels, problem) => {
    const marked = `notify: { channels: [${channels}] }`;
    const place = `1:${marked.indexOf('§') + 1} `;
    expect(await configFolder().problems(marked.replace('§', ''))).toEqual([
      expect.stringContaining(`${place}${problem}`),
    ]);
  });
});
