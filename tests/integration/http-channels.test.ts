import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ChannelConfig } from '../../shared/config/model.ts';
import { attemptDelivery } from '../../electron/engine/notify/attempt.ts';
import type { DeliveryError } from '../../electron/engine/notify/delivery-error.ts';
import { createSend } from '../../electron/engine/notify/http/send.ts';
import type { OutgoingNotification } from '../../electron/engine/notify/notifier.ts';
import { createMask } from '../../electron/engine/config/mask.ts';
import { nodeClock } from '../../electron/host/node-clock.ts';
import { nodeNotifiers } from '../../electron/host/node-notifiers.ts';
import { channelNamed, notificationFor } from '../fixtures/notifications.ts';
import { startReceiver } from '../fixtures/receiver.ts';
import { proxyServer } from '../fixtures/servers/proxy-server.ts';

/** Text of another's making that means something to one receiver or another. */
const HOSTILE =
  '<!channel> <@U123> <https://evil.example|bank> *b* _i_ ~s~ `c` :bomb: @everyone @here ' +
  '[bank](https://evil.example) ||x|| # h\n> q\n- l\n1. n <@&1> <#2> <:e:3> https://evil.example & &lt;';

const notifiers = nodeNotifiers({ clock: nodeClock, send: createSend({}, nodeClock), transports: [] });

function channel(kind: 'webhook' | 'slack' | 'discord', url: string, more: object = {}): ChannelConfig {
  return { ...channelNamed(kind), kind, url, ...more };
}

function deliver(
  to: ChannelConfig,
  more: Partial<OutgoingNotification> = {},
  { attempt = 1, clock = nodeClock, signal = new AbortController().signal } = {},
) {
  const mask = createMask(['/hook/0123456789-secret-path']);
  const deps = { notifiers, clock, mask, status: () => null, card: null };
  return attemptDelivery(notificationFor(to.id, more), to, deps, { attempt, signal });
}

/** Why a delivery failed. */
async function failure(to: ChannelConfig): Promise<DeliveryError> {
  return deliver(to).then(
    () => expect.unreachable('it was delivered'),
    (error: DeliveryError) => error,
  );
}

describe('a webhook', () => {
  it('gets the whole notification as one JSON document', async () => {
    const { url, received } = await startReceiver();
    const evidence = { title: 'ECONNREFUSED 10.0.0.1:6379', lines: ['12:00 redis gone', '12:01 still'] };
    const notification = { incidentId: 'i1', root: 'gateway', held: 12, runbook: 'https://wiki/x', evidence };
    expect(await deliver(channel('webhook', `${url}/x?y=1`), notification)).toBe('HTTP 200');
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'POST', path: '/x?y=1' });
    expect(received[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      version: 1,
      id: 'n1',
      channel: 'webhook',
      kind: 'problem',
      severity: 'critical',
      at: '2026-01-01T00:00:00.000Z',
      title: 'API is unhealthy',
      body: '← redis: connection refused',
      subjects: ['api'],
      root: 'gateway',
      held: 12,
      rules: ['unhealthy'],
      incidentId: 'i1',
      runbook: 'https://wiki/x',
      evidence,
    });
  });

  it.each([
    ['none', null],
    ['titles', { title: 'boom', lines: [] }],
    ['full', { title: 'boom', lines: ['line'] }],
  ])('is told evidence as it is configured: %s', async (evidence, expected) => {
    const { url, received } = await startReceiver();
    await deliver(channel('webhook', url, { evidence }), { evidence: { title: 'boom', lines: ['line'] } });
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ evidence: expected });
  });

  it('is signed over time and body, so that the receiver can check both', async () => {
    const { url, received } = await startReceiver();
    await deliver(channel('webhook', url, { secret: 'sesame' }), { title: 'Bücher 🚨' });
    const headers = received[0]?.headers ?? {};
    const body = received[0]?.body ?? '';
    const timestamp = String(headers['watchpost-timestamp']);
    expect(Math.abs(Number(timestamp) * 1000 - Date.now())).toBeLessThan(600_000);
    const expected = createHmac('sha256', 'sesame').update(`${timestamp}.${body}`).digest('hex');
    expect(headers['watchpost-signature']).toBe(`sha256=${expected}`);
  });

  it('gets the same key and the same bytes on every attempt', async () => {
    const { url, received } = await startReceiver();
    const hook = channel('webhook', url);
    await deliver(hook, { id: 'abc' }, { attempt: 1 });
    await deliver(hook, { id: 'abc' }, { attempt: 2 });
    expect(received.map(({ headers }) => headers['idempotency-key'])).toEqual(['abc', 'abc']);
    expect(received.map(({ headers }) => headers['watchpost-attempt'])).toEqual(['1', '2']);
    expect(received[0]?.body).toBe(received[1]?.body);
    expect(received[0]?.headers['watchpost-signature']).toBeUndefined();
  });

  it('gets hostile text as text, without controls, cut to its limits', async () => {
    const { url, received } = await startReceiver();
    await deliver(channel('webhook', url), { title: 'a\u0000\u202Eb\n', body: 'x'.repeat(200_000) });
    const { title, body } = JSON.parse(received[0]?.body ?? '') as Record<string, string>;
    expect(title).toBe('a b');
    expect(body).toHaveLength(1000);
  });
});

describe('an answer', () => {
  const answering = async (answer: (response: ServerResponse, nth: number) => void, path = '/') => {
    const { url, received } = await startReceiver((response, _one, nth) => answer(response, nth));
    return { hook: channel('webhook', `${url}${path}`), url, received };
  };

  it.each([500, 502, 503, 408, 429])('with %i may be better next time', async (status) => {
    const { hook } = await answering((response) => response.writeHead(status).end('later\nplease'));
    expect(await failure(hook)).toMatchObject({
      message: `answered HTTP ${status}: later please`,
      permanent: false,
      retryAfterMs: null,
    });
  });

  it.each([400, 401, 403, 404, 410, 413])('with %i would be the same next time', async (status) => {
    const { hook } = await answering((response) => response.writeHead(status).end('no_service'));
    expect(await failure(hook)).toMatchObject({
      message: `answered HTTP ${status}: no_service`,
      permanent: true,
    });
  });

  it('says in Retry-After when to come back, at most 15 minutes later', async () => {
    const { hook } = await answering((response, nth) =>
      response.writeHead(429, { 'Retry-After': nth === 1 ? '7' : '999999' }).end(),
    );
    expect(await failure(hook)).toMatchObject({ permanent: false, retryAfterMs: 7_000 });
    expect(await failure(hook)).toMatchObject({ retryAfterMs: 900_000 });
  });

  it.each([
    [
      'a file',
      'file:///etc/passwd',
      'redirects to file://, which is not followed; put the final address into url',
    ],
    ['another scheme', 'ftp://127.0.0.1/x', 'redirects to ftp://127.0.0.1, which is not followed'],
    ['nowhere', 'http://[', 'redirects to an address that cannot be read'],
  ])('that redirects to %s is not followed', async (_what, location, message) => {
    const { hook } = await answering((response) => response.writeHead(308, { location }).end());
    expect(await failure(hook)).toMatchObject({ permanent: true, message: expect.stringContaining(message) });
  });

  it('that redirects to another origin is not followed, and nothing is sent there', async () => {
    const other = await startReceiver();
    const { hook } = await answering((response) =>
      response.writeHead(307, { location: `${other.url}/steal?what=all` }).end(),
    );
    const { message } = await failure(hook);
    expect(message).toBe(`redirects to ${other.url}, which is not followed; put the final address into url`);
    expect(other.received).toEqual([]);
  });

  it('that redirects within the origin is followed with method and body, a few times', async () => {
    const { hook, received } = await answering((response, nth) =>
      nth === 1 ? response.writeHead(308, { location: '/x/' }).end() : response.end(),
    );
    await deliver(hook);
    expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /', 'POST /x/']);
    expect(received[1]?.body).toBe(received[0]?.body);
    const circle = await answering((response) => response.writeHead(307, { location: '/' }).end());
    expect(await failure(circle.hook)).toMatchObject({
      message: 'redirects more than 3 times',
      permanent: true,
    });
  });

  it('that would make a GET of the message is not followed', async () => {
    const { hook, received } = await answering((response) =>
      response.writeHead(302, { location: '/x' }).end(),
    );
    expect(await failure(hook)).toMatchObject({ permanent: true });
    expect(received).toHaveLength(1);
  });

  it('that never comes is given up on', async () => {
    const { hook } = await answering(() => {});
    const soon = { ...nodeClock, setTimeout: (run: () => void) => nodeClock.setTimeout(run, 50) };
    await expect(deliver(hook, {}, { clock: soon })).rejects.toThrow('no answer within 10 s');
  });

  it('that is a reset connection may be better next time', async () => {
    const { hook } = await answering((response) => response.destroy());
    expect(await failure(hook)).toMatchObject({
      message: expect.stringContaining('connection reset by the target'),
      permanent: false,
    });
  });

  it('without end is read to its first 16 KiB', async () => {
    let written = 0;
    const { hook } = await answering((response) => {
      response.writeHead(500);
      const more = () => {
        while (!response.destroyed && written < 2 ** 30) {
          written += 65_536;
          if (!response.write('x'.repeat(65_536))) return;
        }
      };
      response.on('drain', more);
      more();
    });
    const { message } = await failure(hook);
    expect(message.length).toBeLessThan(300);
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  it('that took the message counts, whatever becomes of the rest of it', async () => {
    const trickling = await answering((response) => response.writeHead(200).write('o'));
    expect(await deliver(trickling.hook)).toBe('HTTP 200');
    const broken = await answering((response) => {
      response.writeHead(200, { 'content-length': '9' }).write('o', () => response.destroy());
    });
    expect(await deliver(broken.hook)).toBe('HTTP 200');
  });

  it('of nobody is told by host, never by path', async () => {
    const gone = channel('webhook', 'http://127.0.0.1:9/hook/0123456789-secret-path?token=abc');
    const { message } = await failure(gone);
    expect(message).toBe('127.0.0.1:9: connection refused, nothing listens there');
  });

  it('that quotes a secret is masked', async () => {
    const { hook } = await answering(
      (response) => response.writeHead(404).end('no /hook/0123456789-secret-path here'),
      '/hook/0123456789-secret-path',
    );
    expect((await failure(hook)).message).toBe('answered HTTP 404: no ••• here');
  });
});

describe('a proxy of the environment', () => {
  it('is asked for hosts elsewhere, never for this machine', async () => {
    const proxy = await proxyServer();
    onTestFinished(() => proxy.close());
    const { url, received } = await startReceiver();
    const send = createSend({ http_proxy: proxy.url, HTTPS_PROXY: proxy.url }, nodeClock);
    const ask = (to: string) =>
      send({ url: to, method: 'POST', headers: {}, body: '{}' }, new AbortController().signal);
    expect(await ask(url)).toMatchObject({ status: 200 });
    expect([received.length, proxy.asked]).toEqual([1, []]);
    expect(await ask('http://hooks.invalid/x')).toMatchObject({ status: 502 });
    await expect(ask('https://hooks.invalid/x')).rejects.toThrow(/^hooks\.invalid: /);
    expect(proxy.asked.map(({ line }) => line)).toEqual([
      'POST http://hooks.invalid/x',
      'CONNECT hooks.invalid:443',
    ]);
  });
});

describe('Slack', () => {
  const sent = async (more: Partial<OutgoingNotification>) => {
    const { url, received } = await startReceiver();
    await deliver(channel('slack', url), more);
    return JSON.parse(received[0]?.body ?? '') as {
      text: string;
      blocks: { type: string; text: { type: string; text: string; emoji?: boolean } }[];
    };
  };

  it('gets blocks of plain text and a fallback', async () => {
    expect(
      await sent({ evidence: { title: 'boom', lines: ['a', 'b'] }, runbook: 'https://wiki/x?a=1&b=|' }),
    ).toEqual({
      text: 'API is unhealthy',
      mrkdwn: false,
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'API is unhealthy', emoji: false } },
        { type: 'section', text: { type: 'plain_text', text: '← redis: connection refused', emoji: false } },
        { type: 'section', text: { type: 'plain_text', text: 'boom\na\nb', emoji: false } },
        {
          type: 'section',
          text: { type: 'mrkdwn', text: '<https://wiki/x?a=1&amp;b=%7C|Runbook>', verbatim: true },
        },
        { type: 'context', elements: [{ type: 'plain_text', text: 'critical · problem', emoji: false }] },
      ],
    });
  });

  it('gets no mention, link or mark-up of another’s making', async () => {
    const document = await sent({
      title: HOSTILE,
      body: HOSTILE,
      runbook: HOSTILE,
      evidence: { title: HOSTILE, lines: [HOSTILE] },
    });
    expect(JSON.stringify(document)).not.toMatch(/<|[^;&\w ]&(?!amp;|lt;|gt;)/);
    expect(document.text).toContain('&lt;!channel&gt; &lt;@U123&gt;');
    const kinds = document.blocks.flatMap(({ text }) => (text ? [text.type] : []));
    expect(new Set(kinds)).toEqual(new Set(['plain_text']));
  });

  it('gets blocks within its limits, however much is escaped', async () => {
    const document = await sent({ title: '<'.repeat(500), body: '&'.repeat(5000) });
    for (const { type, text } of document.blocks.slice(0, 2)) {
      expect(text.text.length).toBeLessThanOrEqual(type === 'header' ? 150 : 3000);
    }
    expect(document.blocks[0]).toMatchObject({
      type: 'section',
      text: { text: expect.stringMatching(/^(&lt;){255}…$/) },
    });
  });
});

describe('Discord', () => {
  const sent = async (more: Partial<OutgoingNotification>) => {
    const { url, received } = await startReceiver((response) => response.writeHead(200).end('{}'));
    await deliver(channel('discord', `${url}/api/webhooks/1/x?thread_id=5`), more);
    expect(received[0]?.path).toBe('/api/webhooks/1/x?thread_id=5&wait=true');
    return JSON.parse(received[0]?.body ?? '') as {
      allowed_mentions: { parse: string[] };
      embeds: { title: string; description: string; fields: { name: string; value: string }[] }[];
    };
  };

  it('gets one embed and may mention nobody', async () => {
    expect(
      await sent({ kind: 'recovery', severity: 'info', title: 'API is healthy again', body: '' }),
    ).toEqual({
      allowed_mentions: { parse: [] },
      embeds: [
        {
          title: 'API is healthy again',
          color: 0x12b76a,
          timestamp: '2026-01-01T00:00:00.000Z',
          footer: { text: 'info · recovery' },
          fields: [],
        },
      ],
    });
  });

  it('gets no mention, link or mark-up of another’s making', async () => {
    const { embeds } = await sent({
      title: HOSTILE,
      body: HOSTILE,
      evidence: { title: HOSTILE, lines: [HOSTILE] },
    });
    const [embed] = embeds;
    for (const text of [embed?.title, embed?.description, ...(embed?.fields ?? []).flatMap(Object.values)]) {
      const plain = String(text).replaceAll(/\\[^A-Za-z0-9\s]/g, '');
      expect(plain).not.toMatch(/[\\`*_~|<>#\-:@[\]()]/);
    }
    // Taken back, it is what was written.
    expect(embed?.description.replaceAll(/\\(?=[^A-Za-z0-9\s])/g, '')).toBe(HOSTILE);
  });

  it('gets parts within its limits, however much is escaped', async () => {
    const { embeds } = await sent({
      title: '*'.repeat(500),
      body: '_'.repeat(5000),
      evidence: { title: '#'.repeat(500), lines: Array.from({ length: 50 }, () => '|'.repeat(500)) },
      runbook: 'https://wiki/x',
    });
    const [embed] = embeds;
    expect(embed?.title.length).toBeLessThanOrEqual(256);
    expect(embed?.description).toBe(String.raw`\_`.repeat(999) + '…');
    expect(embed?.fields.map(({ value }) => value.length <= 1024)).toEqual([true, true]);
    expect(embed?.fields[1]).toEqual({ name: 'Runbook', value: '<https://wiki/x>' });
    expect(JSON.stringify(embed).length).toBeLessThan(6000);
  });
});
