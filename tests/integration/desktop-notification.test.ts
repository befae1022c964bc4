import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesktopNotifier } from '../../electron/engine/notify/desktop.ts';
import { createNodeNotifierTransport } from '../../electron/engine/notify/node-notifier-transport.ts';
import type { OutgoingNotification } from '../../electron/engine/notify/notifier.ts';
import { nodeClock } from '../../electron/host/node-clock.ts';
import {
  missingDesktopPrograms,
  startDesktopSession,
  type DesktopSession,
} from '../fixtures/desktop-session.ts';

const missing = missingDesktopPrograms();
if (missing.length > 0)
  console.warn(`Skipping popups on a real desktop: ${missing.join(', ')} not installed.`);

describe.skipIf(missing.length > 0)('a popup on a real desktop', () => {
  const before = { ...process.env };
  let session: DesktopSession;
  beforeAll(async () => {
    session = await startDesktopSession();
    Object.assign(process.env, session.env);
  });
  afterAll(async () => {
    process.env = before;
    await session?.stop();
  });

  const notifier = createDesktopNotifier([createNodeNotifierTransport(process.platform, nodeClock)]);
  const notification = (title: string, body: string): OutgoingNotification => ({
    id: 'n',
    channelId: 'desktop',
    kind: 'problem',
    severity: 'critical',
    title,
    body,
    subjects: [],
    root: null,
    held: 0,
    rules: [],
    incidentId: null,
    runbook: null,
    evidence: null,
    at: Date.now(),
  });

  /** Delivers and returns what the daemon then shows last, entities and the invisible dash guard undone. */
  async function show(title: string, body: string) {
    const transport = await notifier.deliver(notification(title, body));
    const last = (await session.popups()).at(-1);
    const literal = (text = '') =>
      text
        .replace(/^\u2060/u, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
    return {
      transport,
      title: literal(last?.title),
      body: literal(last?.body),
      appName: last?.appName,
      raw: last,
    };
  }

  it('arrives with title, body and our name, and tells which transport showed it', async () => {
    const shown = await show('Book Review API is unhealthy', '← redis: connection refused\nSince 14:32');
    expect(shown).toMatchObject({
      transport: 'node-notifier',
      title: 'Book Review API is unhealthy',
      body: '← redis: connection refused\nSince 14:32',
      appName: 'Watchpost',
    });
  });

  it.each([
    ['options', '--version', '-u low --expire-time=1'],
    ['a shell', '$(touch pwned) `id` "; rm -rf x', "'; echo $HOME | cat && true\\"],
    ['backslashes', 'C:\\new\\table', 'tab \\t, newline \\n, octal \\101'],
    ['quotes', `"double" 'single'`, `"double" 'single' %s %d %n`],
    ['right-to-left text and emoji', 'שלום 👩‍👩‍👧', 'مرحبا 中文 🚨'],
  ])('shows %s as they are written', async (_what, title, body) => {
    expect(await show(title, body)).toMatchObject({ title, body });
  });

  it('shows markup as text, so that the daemon renders none of it', async () => {
    const body = '<b>bold</b> <a href="http://evil.example">click</a> <img src="file:///etc/passwd"> & &lt;';
    const { raw } = await show('<i>title</i>', body);
    expect(raw?.body).not.toMatch(/<[a-z]/u);
    expect(raw?.body).toContain('&lt;b&gt;bold&lt;/b&gt;');
    expect(raw?.body).toContain('&amp; &amp;lt;');
  });

  it('survives NUL, controls and 200 kB of text', async () => {
    const shown = await show('nul\u0000title\u001b[31m', 'x'.repeat(200_000));
    expect(shown.title).toBe('nul title [31m');
    expect(shown.body).toHaveLength(1000);
  });

  it('says what is missing when no daemon answers', async () => {
    process.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nonexistent/bus';
    try {
      await expect(notifier.deliver(notification('t', 'b'))).rejects.toThrow(
        /no notification daemon answers/u,
      );
    } finally {
      process.env['DBUS_SESSION_BUS_ADDRESS'] = session.env.DBUS_SESSION_BUS_ADDRESS;
    }
  });

  it('says what to install when notify-send is missing', async () => {
    const PATH = process.env['PATH'];
    process.env['PATH'] = '/nonexistent';
    try {
      await expect(notifier.deliver(notification('t', 'b'))).rejects.toThrow(/notify-send is not installed/u);
    } finally {
      process.env['PATH'] = PATH;
    }
  });
});
