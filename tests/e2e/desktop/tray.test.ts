import { describe, expect, it, vi } from 'vitest';
import type { MenuEntry } from '../../fakes/electron-host/protocol.ts';
import { RUNTIME } from './support/desktop.ts';
import { trayOf, until, untilTray, useScene } from './support/scene.ts';

const labels = (menu: MenuEntry[]) => menu.map(({ label }) => label).filter((label) => label !== '');

describe(`the tray, ${RUNTIME}`, () => {
  const held = useScene();

  it('shows the state of real monitors and how old it is', async () => {
    await untilTray(held.desktop, 'healthy');
    const { tooltip, image } = await trayOf(held.desktop);
    expect(tooltip).toMatch(/^2 healthy · \d s ago$/u);
    expect(image).toContain('resources');
  });

  it('has the age as the first line of the menu, for desktops without tooltips', async () => {
    const { menu } = await trayOf(held.desktop);
    expect(menu[0]).toMatchObject({ enabled: false });
    expect(labels(menu)).toEqual([
      expect.stringMatching(/^2 healthy · \d s ago$/u),
      'Open Watchpost',
      'Pause monitoring',
      'Check everything now',
      'Quit',
    ]);
  });

  it('names the failing component, and since when, first', async () => {
    held.scene.server.says(503, { status: 'unhealthy', components: { redis: { status: 'down' } } });
    await untilTray(held.desktop, 'unhealthy', /^1 unhealthy, 1 healthy · \d s ago/u);
    const [, problem] = (await trayOf(held.desktop)).menu.filter(({ type }) => type !== 'separator');
    expect(problem?.label).toMatch(/^Book API ← redis, since \d\d:\d\d:\d\d$/u);
    expect(labels(problem?.submenu ?? [])).toEqual([
      'Open',
      'Check now',
      'Acknowledge',
      'Snooze 1 h',
      'Pause',
    ]);
    held.scene.server.says(200, { status: 'ok' });
    await untilTray(held.desktop, 'healthy');
  });

  it('turns unhealthy when the service is gone, with one popup, and recovers with another', async () => {
    const before = held.scene.popups().length;
    const popups = () => held.scene.popups().slice(before);
    await held.scene.server.stop();
    await untilTray(held.desktop, 'unhealthy', /^2 unhealthy · \d s ago/u);
    await vi.waitFor(() => expect(popups()).toHaveLength(1), 8000);
    expect(popups()[0]).toContain('Book');
    await held.scene.server.start();
    await untilTray(held.desktop, 'healthy', /^2 healthy · \d s ago/u);
    await vi.waitFor(() => expect(popups()).toHaveLength(2), 8000);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(popups()).toHaveLength(2);
  });

  it('checks everything at once when asked to', async () => {
    const client = await held.scene.contract();
    const before = await client.call('status', {});
    const requests = held.scene.server.requests;
    await held.desktop.clickTrayMenu('Check everything now');
    await vi.waitFor(async () => {
      const { monitors } = await client.call('status', {});
      for (const { id, last } of before.monitors) {
        expect(monitors.find((monitor) => monitor.id === id)?.last?.at).toBeGreaterThan(last?.at ?? 0);
      }
    }, 5000);
    expect(held.scene.server.requests).toBeGreaterThan(requests);
  });

  it.each([
    ['30 minutes', 30 * 60_000],
    ['1 hour', 60 * 60_000],
  ])('pauses for %s and resumes', async (label, ms) => {
    const client = await held.scene.contract();
    await held.desktop.clickTrayMenu('Pause monitoring', label);
    await untilTray(held.desktop, 'paused', /^Paused for another /u);
    const { instance } = await client.call('status', {});
    const until = instance.paused?.until ?? 0;
    expect(Math.abs(until - Date.now() - ms)).toBeLessThan(10_000);
    await held.desktop.clickTrayMenu('Resume monitoring');
    await untilTray(held.desktop, 'healthy');
  });

  it('pauses until tomorrow morning', async () => {
    const client = await held.scene.contract();
    await held.desktop.clickTrayMenu('Pause monitoring', 'Until tomorrow');
    await untilTray(held.desktop, 'paused');
    const until = new Date((await client.call('status', {})).instance.paused?.until ?? 0);
    expect(Math.round((until.getTime() - new Date().setHours(8, 0, 0, 0)) / 3_600_000)).toBe(24);
    await held.desktop.clickTrayMenu('Resume monitoring');
    await untilTray(held.desktop, 'healthy');
  });

  it('asks the service nothing while it is paused until resumed', async () => {
    await held.desktop.clickTrayMenu('Pause monitoring', 'Until resumed');
    await untilTray(held.desktop, 'paused', /^Paused$/u);
    const { requests } = held.scene.server;
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(held.scene.server.requests).toBe(requests);
    await held.desktop.clickTrayMenu('Resume monitoring');
    await untilTray(held.desktop, 'healthy');
  });

  it('opens and hides the popover as an ordinary window where the place of the icon is unknown', async () => {
    const popover = async () =>
      (await held.desktop.recording()).windows.find(({ url }) => url.endsWith('/popover'));
    await held.desktop.activateTray();
    await vi.waitFor(async () => expect(await popover()).toMatchObject({ visible: true, frame: true }), 5000);
    await held.desktop.activateTray();
    expect(await popover()).toMatchObject({ visible: false });
  });

  it('goes from the popover to a page of the window', async () => {
    await held.desktop.activateTray();
    const popover = async () =>
      (await held.desktop.recording()).windows.find(({ url }) => url.endsWith('/popover'));
    await vi.waitFor(async () => expect(await popover()).toMatchObject({ visible: true }), 5000);
    const path = '/monitors/books';
    expect(await held.desktop.callBridge((await popover())?.id ?? 0, 'showWindow', { path })).toEqual({
      ok: true,
      value: { url: null },
    });
    await until(held.desktop, ({ windows }) => {
      expect(windows.find(({ url }) => url.endsWith(path))).toMatchObject({ visible: true });
      expect(windows.find(({ url }) => url.endsWith('/popover'))).toMatchObject({ visible: false });
    });
  });
});
