import { userInfo } from 'node:os';
import { describe, expect, it, vi } from 'vitest';
import type { MenuEntry } from '../../fakes/electron-host/protocol.ts';
import { RUNTIME } from './support/desktop.ts';
import { trayOf, untilTray, useScene } from './support/scene.ts';

const PATIENCE = { timeout: 15_000, interval: 100 };
const HOUR_MS = 3_600_000;

describe(`a problem in the menu of the tray, ${RUNTIME}`, () => {
  const held = useScene();

  /** The menu entry of the one monitor that has a problem. */
  async function problem(): Promise<MenuEntry> {
    await untilTray(held.desktop, 'unhealthy');
    const entry = (await trayOf(held.desktop)).menu.find(({ label }) => label.startsWith('Book API'));
    if (!entry) throw new Error('The menu names no problem.');
    return entry;
  }

  it('is acknowledged by a click: the incident in the running engine says by whom', async () => {
    const client = await held.scene.contract();
    await untilTray(held.desktop, 'healthy');
    held.scene.server.says(503, { status: 'unhealthy', components: { redis: { status: 'down' } } });
    await vi.waitFor(async () => {
      const { incidents } = await client.call('incidents', { since: 0, subject: 'books' });
      expect(incidents).toMatchObject([{ endedAt: null, acked: null }]);
    }, PATIENCE);
    await held.desktop.clickTrayMenu((await problem()).label, 'Acknowledge');
    await vi.waitFor(async () => {
      const { incidents } = await client.call('incidents', { since: 0, subject: 'books' });
      expect(incidents).toMatchObject([{ acked: { by: userInfo().username } }]);
    }, PATIENCE);
    const { entries } = await client.call('audit', {});
    expect(entries.map(({ action }) => action)).toContain('ack');
  });

  it('is snoozed by a click: a silence of that monitor alone, until an hour later', async () => {
    const client = await held.scene.contract();
    const before = Date.now();
    await held.desktop.clickTrayMenu((await problem()).label, 'Snooze 1 h');
    const silence = await vi.waitFor(async () => {
      const { silences } = await client.call('silences', {});
      expect(silences).toHaveLength(1);
      return silences[0];
    }, PATIENCE);
    expect(silence).toMatchObject({ match: { monitor: ['books'] }, state: 'active', subjects: ['books'] });
    expect(silence?.until).toBeGreaterThanOrEqual(before + HOUR_MS);
    expect(silence?.until).toBeLessThanOrEqual(Date.now() + HOUR_MS);
    const { alerts } = await client.call('alerts', {});
    expect(alerts.find(({ subject }) => subject === 'books')?.held).toMatch(/^silenced/u);
  });
});
