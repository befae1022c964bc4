import { createServer, type AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EmailChannel } from '../../shared/config/model.ts';
import { attemptDelivery } from '../../electron/engine/notify/attempt.ts';
import type { DeliveryError } from '../../electron/engine/notify/delivery-error.ts';
import { smtpOptions } from '../../electron/engine/notify/email/email.ts';
import { createSend } from '../../electron/engine/notify/http/send.ts';
import type { OutgoingNotification } from '../../electron/engine/notify/notifier.ts';
import { nodeClock } from '../../electron/host/node-clock.ts';
import { nodeNotifiers } from '../../electron/host/node-notifiers.ts';
import { AUTHORITY_FILE, certificate } from '../fixtures/certificates.ts';
import { channelNamed, notificationFor } from '../fixtures/notifications.ts';
import { startSmtp } from '../fixtures/smtp-receiver.ts';

const notifiers = nodeNotifiers({ clock: nodeClock, send: createSend({}, nodeClock), transports: [] });
const { evidence: _evidence, ...common } = channelNamed('mail');

const mailTo = (smtp: string, ...to: string[]): EmailChannel => ({
  ...common,
  kind: 'email',
  evidence: 'full',
  smtp,
  from: 'watch@post.example',
  to: to.length > 0 ? to : ['me@example.org'],
});

function deliver(channel: EmailChannel, more: Partial<OutgoingNotification> = {}, clock = nodeClock) {
  const mask = (text: string) => text.replaceAll('sesame', '•••');
  return attemptDelivery(
    notificationFor('mail', more),
    channel,
    { notifiers, clock, mask, status: () => null, card: null },
    { attempt: 1, signal: new AbortController().signal },
  );
}

const failure = (channel: EmailChannel, clock = nodeClock): Promise<DeliveryError> =>
  deliver(channel, {}, clock).then(
    () => expect.unreachable('it was delivered'),
    (error: DeliveryError) => error,
  );

/** Header lines by lower-case name, folded ones joined, encoded words read. */
function headersOf(raw: string): Map<string, string> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  return new Map(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

function trustTestAuthority() {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, readFileSync(AUTHORITY_FILE, 'utf8')]);
  onTestFinished(() => setDefaultCACertificates(before));
}

describe('e-mail', () => {
  it('arrives as plain text with subject, evidence and a Message-ID made from the notification', async () => {
    const { port, mails } = await startSmtp();
    const detail = await deliver(mailTo(`smtp://127.0.0.1:${port}`, 'me@example.org', 'you@example.org'), {
      id: 'abc-1',
      incidentId: 'i7',
      runbook: 'https://wiki/x',
      evidence: { title: 'boom', lines: ['line 1', 'line 2'] },
    });
    expect(detail).toBe('127.0.0.1 took it for 2 of 2');
    expect(mails).toMatchObject([{ from: 'watch@post.example', to: ['me@example.org', 'you@example.org'] }]);
    const raw = mails[0]?.raw ?? '';
    const headers = headersOf(raw);
    expect(Object.fromEntries(headers)).toMatchObject({
      from: 'Watchpost <watch@post.example>',
      to: 'me@example.org, you@example.org',
      subject: 'API is unhealthy',
      'message-id': '<abc-1@post.example>',
      references: '<incident.i7@post.example>',
      'auto-submitted': 'auto-generated',
      'x-priority': '1 (Highest)',
      'content-type': 'text/plain; charset=utf-8',
    });
    for (const text of ['boom', '  line 1', 'Runbook: https://wiki/x', 'critical'])
      expect(raw).toContain(text);
  });

  it('gets no header, recipient or end of message of another’s making', async () => {
    const { port, mails } = await startSmtp();
    const hostile = 'x\r\nBcc: evil@example.org\r\nX-Evil: 1\r\n\r\n<b>body</b>\r\n.\r\nMAIL FROM:<e@e>\r\n';
    const id = `i\r\nX-Evil: 2`;
    await deliver(mailTo(`smtp://127.0.0.1:${port}`), {
      title: hostile,
      body: hostile,
      runbook: hostile,
      id,
      incidentId: id,
      evidence: { title: hostile, lines: [hostile] },
    });
    expect(mails).toHaveLength(1);
    expect(mails[0]?.to).toEqual(['me@example.org']);
    const headers = headersOf(mails[0]?.raw ?? '');
    expect([...headers.keys()].filter((name) => /bcc|evil/.test(name))).toEqual([]);
    expect(headers.get('subject')).toContain(
      'x Bcc: evil@example.org X-Evil: 1 <b>body</b> . MAIL FROM:<e@e>',
    );
  });

  it('logs in, after it has changed to TLS where the server offers it', async () => {
    trustTestAuthority();
    const { port, mails } = await startSmtp({
      ...certificate('valid'),
      authOptional: false,
      onAuth({ username = '', password }, _session, done) {
        if (username === 'm@e' && password === 'sesame:/') done(null, { user: username });
        else done(new Error(`no such login ${username} ${password}`));
      },
    });
    await deliver(mailTo(`smtp://m%40e:sesame%3A%2F@localhost:${port}`));
    expect(mails).toMatchObject([{ secure: true, user: 'm@e' }]);
    const wrong = await failure(mailTo(`smtp://m%40e:sesame@localhost:${port}`));
    expect(wrong).toMatchObject({ permanent: true });
    expect(wrong.message).toContain('no such login m@e •••');
  });

  it('speaks TLS from the start to smtps://', async () => {
    trustTestAuthority();
    const { port, mails } = await startSmtp({ ...certificate('valid'), secure: true });
    await deliver(mailTo(`smtps://localhost:${port}`));
    expect(mails).toMatchObject([{ secure: true }]);
  });

  it('trusts no server whose certificate nobody it knows has signed', async () => {
    const { port, mails } = await startSmtp({ ...certificate('self-signed'), secure: true });
    const { message, permanent } = await failure(mailTo(`smtps://localhost:${port}`));
    expect([message, permanent]).toEqual([expect.stringContaining('self-signed certificate'), false]);
    expect(mails).toEqual([]);
  });

  it('sends a password over the network only in TLS', () => {
    const server = { host: 'mail.example', port: 587, secure: false, user: 'me', password: 'x' };
    expect(smtpOptions(server)).toMatchObject({ requireTLS: true, secure: false });
    expect(smtpOptions({ ...server, user: null })).toMatchObject({ requireTLS: false });
    expect(smtpOptions({ ...server, host: '127.0.0.1' })).toMatchObject({ requireTLS: false });
  });

  it('goes to the recipients that are taken, and names the others', async () => {
    const { port, mails } = await startSmtp({
      onRcptTo: ({ address }, _session, done) =>
        done(
          address.startsWith('no') ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null,
        ),
    });
    const to = mailTo(`smtp://127.0.0.1:${port}`, 'no@example.org', 'me@example.org');
    expect(await deliver(to)).toBe('127.0.0.1 took it for 1 of 2, refused for no@example.org');
    expect(mails).toMatchObject([{ to: ['me@example.org'] }]);
  });

  it.each([
    [550, true],
    [451, false],
  ])('that is refused for all with %i is for good: %s', async (responseCode, permanent) => {
    const { port } = await startSmtp({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('not now'), { responseCode })),
    });
    expect(await failure(mailTo(`smtp://127.0.0.1:${port}`))).toMatchObject({
      permanent,
      message: expect.stringContaining('not now'),
    });
  });

  it('may be better next time where nothing listens', async () => {
    expect(await failure(mailTo('smtp://me:sesame@127.0.0.1:9'))).toMatchObject({
      permanent: false,
      message: '127.0.0.1:9: connection refused, nothing listens there',
    });
  });

  it('gives up on a server that never speaks, and leaves no connection behind', async () => {
    const closed = Promise.withResolvers<void>();
    const silent = createServer((socket) => socket.on('error', () => {}).on('close', () => closed.resolve()));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void silent.close());
    const soon = { ...nodeClock, setTimeout: (run: () => void) => nodeClock.setTimeout(run, 100) };
    const { message } = await failure(
      mailTo(`smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`),
      soon,
    );
    expect(message).toBe('no answer within 60 s');
    await closed.promise;
  });
});
