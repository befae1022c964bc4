import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { attemptDelivery } from '../../electron/engine/notify/attempt.ts';
import { createDesktopNotifier } from '../../electron/engine/notify/desktop.ts';
import { createSend } from '../../electron/engine/notify/http/send.ts';
import type { OutgoingNotification } from '../../electron/engine/notify/notifier.ts';
import type { Popup } from '../../electron/engine/notify/popup.ts';
import { nodeClock } from '../../electron/host/node-clock.ts';
import { nodeNotifiers } from '../../electron/host/node-notifiers.ts';
import { MESSAGE_NAMES } from '../../shared/config/alerts/message.ts';
import type { ChannelConfig } from '../../shared/config/model.ts';
import type { MonitorStatus } from '../../shared/domain/monitor-status.ts';
import { channelNamed, notificationFor } from '../fixtures/notifications.ts';
import { startReceiver } from '../fixtures/receiver.ts';
import { startSmtp } from '../fixtures/smtp-receiver.ts';

const HOSTILES: [string, string][] = [
  ['mark-up', '<b>b</b><img src=x onerror=alert(1)> &lt; &amp; [l](https://evil.example) *b* _i_ `c` ||s||'],
  ['mentions', '<!channel> <@U123> @everyone @here <@&1> <#2> :bomb:'],
  ['a shell and options', '--version -rf $(touch pwned) `id` "; rm x" \\ %s {{body}}'],
];

type Fields = Pick<OutgoingNotification, 'title' | 'body' | 'runbook' | 'evidence' | 'alerts'>;

/** Each field that a message has, with the hostile text in it and in no other. */
const FIELDS: [string, (text: string) => Partial<Fields>][] = [
  ['the title', (title) => ({ title })],
  ['the body', (body) => ({ body })],
  ['the runbook', (runbook) => ({ runbook })],
  ['the title of the evidence', (title) => ({ evidence: { title, lines: [] } })],
  ['a line of the evidence', (line) => ({ evidence: { title: 'around it', lines: [line] } })],
];

const base = { ...channelNamed('it'), evidence: 'full' as const };

/** Delivers to a real receiver and answers with all the text that it would show, its own escapes taken back. */
type Reach = (more: Partial<OutgoingNotification>) => Promise<string>;

async function deliver(
  channel: ChannelConfig,
  more: Partial<OutgoingNotification>,
  status: (id: string) => MonitorStatus | null = () => null,
): Promise<void> {
  const notifiers = nodeNotifiers({ clock: nodeClock, send: createSend({}, nodeClock), transports: [] });
  const deps = { notifiers, clock: nodeClock, mask: (text: string) => text, status, card: null };
  const attempt = { attempt: 1, signal: new AbortController().signal };
  await attemptDelivery(notificationFor('it', more), channel, deps, attempt);
}

/** Every text in a JSON document. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

const http =
  (kind: 'webhook' | 'slack' | 'discord', read: (text: string) => string): Reach =>
  async (more) => {
    const { url, received } = await startReceiver((response) => response.end('{}'));
    await deliver({ ...base, kind, url }, more);
    return texts(JSON.parse(received[0]?.body ?? '{}'))
      .map(read)
      .join('\n');
  };

const REACH: [string, Reach][] = [
  ['a webhook', http('webhook', (text) => text)],
  [
    'Slack',
    http('slack', (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')),
  ],
  ['Discord', http('discord', (text) => text.replaceAll(/\\(?=[^A-Za-z0-9\s])/g, ''))],
  [
    'e-mail',
    async (more) => {
      const { port, mails } = await startSmtp();
      await deliver(
        {
          ...base,
          kind: 'email',
          smtp: `smtp://127.0.0.1:${port}`,
          from: 'w@a.example',
          to: ['m@b.example'],
        },
        more,
      );
      return readMail(mails[0]?.raw ?? '');
    },
  ],
  ['a command', async (more) => (await run(['{{title}}', '{{body}}', '{{runbook}}'], more)).join('\n')],
  [
    'the desktop',
    async (more) => {
      const shown: Popup[] = [];
      const show = async (popup: Popup) => void shown.push(popup);
      const notifier = createDesktopNotifier([{ name: 'it', show }]);
      const context = { attempt: 1, signal: new AbortController().signal, mask: String, status: () => null };
      await notifier.deliver(
        notificationFor('it', more),
        { ...base, kind: 'desktop' },
        { ...context, card: null },
      );
      return texts(shown).join('\n');
    },
  ],
];

/** Subject and text of a mail, as a reader shows them. */
function readMail(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const subject = /^subject: (.*(?:\r\n[ \t].*)*)/im.exec(head)?.[1] ?? '';
  const words = subject
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .replaceAll(/\?= =\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_all, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString()
        : unquote(text.replaceAll('_', ' ')),
    );
  const body = rest.join('\r\n\r\n');
  const encoding = /^content-transfer-encoding: (\S+)/im.exec(head)?.[1]?.toLowerCase();
  if (encoding === 'base64') return `${words}\n${Buffer.from(body, 'base64').toString()}`;
  const text = encoding === 'quoted-printable' ? unquote(body.replaceAll('=\r\n', '')) : body;
  // Format=flowed breaks long lines behind a space.
  return `${words}\n${text.replaceAll(' \r\n', ' ')}`;
}

function unquote(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString();
}

/** The arguments that a real program gets. */
async function run(
  argv: readonly string[],
  more: Partial<OutgoingNotification>,
  status?: (id: string) => MonitorStatus | null,
): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchpost-hostile-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'page.cjs');
  const out = path.join(folder, 'argv.json');
  writeFileSync(
    file,
    `#!${process.execPath}\nrequire('node:fs').writeFileSync(${JSON.stringify(out)}, JSON.stringify(process.argv.slice(2)));\n`,
  );
  chmodSync(file, 0o755);
  await deliver({ ...base, kind: 'command', argv: [file, ...argv], cwd: folder }, more, status);
  return JSON.parse(readFileSync(out, 'utf8')) as string[];
}

describe.each(REACH)('hostile text reaches %s as it is written', (_channel, reach) => {
  it.each(
    FIELDS.flatMap(([field, put]) => HOSTILES.map(([what, text]) => [what, field, text, put] as const)),
  )('%s in %s', async (_what, _field, text, put) => {
    expect(await reach(put(text))).toContain(text);
  });

  it.each(FIELDS)('without controls, in %s', async (_field, put) => {
    const reached = await reach(put('a\u0000\u001B[31mb\u202Ec'));
    expect(reached).toMatch(/a {1,2}\[31mbc/u);
    expect(reached).not.toMatch(/[\u0000\u001B\u202E]/u);
  });
});

it.each(HOSTILES)('%s in whatever a command fills in stays one argument', async (_what, hostile) => {
  const names = [...MESSAGE_NAMES, 'labels.team'];
  const status = () =>
    ({
      id: 'api',
      name: hostile,
      group: hostile,
      state: 'unhealthy',
      since: 0,
      labels: { team: hostile },
      components: [{ path: hostile, state: 'unhealthy' }],
    }) as unknown as MonitorStatus;
  const argv = await run(
    names.map((name) => `{{${name}}}`),
    {
      runbook: hostile,
      rules: [hostile],
      subjects: [hostile],
      alerts: [
        {
          subject: hostile,
          name: hostile,
          group: hostile,
          value: hostile,
          threshold: hostile,
          since: 0,
          labels: { team: hostile },
        },
      ],
    },
    status,
  );
  const given = Object.fromEntries(names.map((name, index) => [name, argv[index]]));
  const own = ['severity', 'state', 'since'];
  expect(argv).toHaveLength(names.length);
  for (const name of names.filter((one) => !own.includes(one)))
    expect([name, given[name]]).toEqual([name, hostile]);
});
