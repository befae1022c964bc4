import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesktopNotifier } from '../../electron/engine/notify/desktop.ts';
import { createNotifySendTransport } from '../../electron/engine/notify/notify-send-transport.ts';
import type { OutgoingNotification } from '../../electron/engine/notify/notifier.ts';
import { nodeClock } from '../../electron/host/node-clock.ts';
import { STANDARD_CHANNEL } from '../../shared/config/notify/channels.ts';
import {
  missingDesktopPrograms,
  startDesktopSession,
  type DesktopSession,
} from '../fixtures/desktop-session.ts';
import { deliveryContext, notificationFor } from '../fixtures/notifications.ts';
import { childrenNamed } from '../fixtures/processes-of.ts';

const missing = missingDesktopPrograms();
if (missing.length > 0) console.warn(`Skipping clicks on popups: ${missing.join(', ')} not installed.`);

describe.skipIf(missing.length > 0)('a popup that is clicked', () => {
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

  function setUp() {
    const opened: string[] = [];
    const waiters: (() => void)[] = [];
    const transport = createNotifySendTransport({
      clock: nodeClock,
      open(page) {
        opened.push(page);
        waiters.shift()?.();
      },
    });
    const notifier = createDesktopNotifier([transport]);
    return {
      opened,
      notifier,
      nextClick: () => new Promise<void>((resolve) => waiters.push(resolve)),
      show: (more: Partial<OutgoingNotification> = {}) =>
        notifier.deliver(notificationFor('desktop', more), STANDARD_CHANNEL, deliveryContext()),
    };
  }

  it('opens its incident', async () => {
    const { show, opened, nextClick, notifier } = setUp();
    const clicked = nextClick();
    expect(await show({ incidentId: 'a/b', title: '-t <b>', body: '--help \\n' })).toBe('notify-send');
    await promisify(execFile)('dunstctl', ['action', '0']);
    await clicked;
    expect(opened).toEqual(['/incidents/a%2Fb']);
    const shown = (await session.popups()).at(-1);
    expect(shown).toMatchObject({ title: '-t <b>', body: '--help \\n', appName: 'Watchpost' });
    notifier.stop?.();
  });

  it('opens its monitor where there is no incident, and nothing when it is only closed', async () => {
    const { show, opened, nextClick, notifier } = setUp();
    await show({ id: 'closed', subjects: ['db'] });
    await session.popups();
    const clicked = nextClick();
    await show({ id: 'clicked', subjects: ['api'] });
    await promisify(execFile)('dunstctl', ['action', '0']);
    await clicked;
    expect(opened).toEqual(['/monitors/api']);
    notifier.stop?.();
  });

  it('is shown once where the same message is delivered a second time', async () => {
    const { show, notifier } = setUp();
    await session.popups();
    await show({ id: 'twice' });
    await show({ id: 'twice' });
    const { stdout } = spawnSync('dunstctl', ['count', 'displayed'], { encoding: 'utf8' });
    expect(stdout.trim()).toBe('1');
    notifier.stop?.();
  });

  it('shows markup as text', async () => {
    const { show, notifier } = setUp();
    await show({ id: 'markup', body: '<b>x</b> & <img src="file:///etc/passwd">' });
    expect((await session.popups()).at(-1)?.body).toBe(
      '&lt;b&gt;x&lt;/b&gt; &amp; &lt;img src="file:///etc/passwd"&gt;',
    );
    notifier.stop?.();
  });

  it('is waited for by at most 20 processes, and by none at the end', async () => {
    const { show, notifier } = setUp();
    const running = () => childrenNamed('notify-send').length;
    for (let popup = 0; popup < 23; popup += 1) await show({ id: `p${popup}`, title: `popup ${popup}` });
    await expect.poll(running, { timeout: 20_000 }).toBe(20);
    notifier.stop?.();
    await expect.poll(running, { timeout: 20_000 }).toBe(0);
  });

  it('is left to the next way where no daemon answers, at once', async () => {
    const { show, notifier } = setUp();
    process.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nonexistent/bus';
    try {
      await expect(show()).rejects.toThrow(/notify-send: no notification daemon answers/u);
    } finally {
      process.env['DBUS_SESSION_BUS_ADDRESS'] = session.env.DBUS_SESSION_BUS_ADDRESS;
      notifier.stop?.();
    }
  });
});
