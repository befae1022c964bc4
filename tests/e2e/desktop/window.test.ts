import { describe, expect, it, vi } from 'vitest';
import { RUNTIME } from './support/desktop.ts';
import { openWindow, until, untilTray, useScene } from './support/scene.ts';

describe(`the window, ${RUNTIME}`, () => {
  const held = useScene();

  it('opens from the tray on our own scheme, sandboxed and isolated, with the preload', async () => {
    await untilTray(held.desktop, 'healthy');
    expect((await held.desktop.recording()).windows).toEqual([]);
    await held.desktop.clickTrayMenu('Open Watchpost');
    await until(held.desktop, ({ windows }) => {
      expect(windows).toHaveLength(1);
      expect(windows[0]).toMatchObject({ url: 'app://watchpost/', visible: true });
    });
    const [window] = (await held.desktop.recording()).windows;
    expect(window?.webPreferences).toEqual({
      preload: expect.stringMatching(/out.preload\.cjs$/u),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(window?.backgroundColor).toMatch(/^#[\da-f]{6}$/iu);
  });

  it('registers its scheme, its links and a menu with the shortcuts of editing', async () => {
    const { privilegedSchemes, linkSchemes, appMenu } = await held.desktop.recording();
    expect(privilegedSchemes).toEqual(['app']);
    expect(linkSchemes).toEqual(['watchpost']);
    expect(appMenu.map(({ role }) => role)).toEqual(expect.arrayContaining(['editMenu', 'windowMenu']));
  });

  describe('our scheme', () => {
    const fetched = (url: string) => held.desktop.fetchPage(url);

    it('serves the built window under a policy that allows nothing from elsewhere', async () => {
      const page = await fetched('app://watchpost/');
      const policy = page.headers['content-security-policy'] ?? '';
      expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/u);
      expect(page.body).toContain('<div id="root"></div>');
    });

    it('gives every answer a nonce of its own, the same in policy and page', async () => {
      const nonces = await Promise.all(
        [1, 2].map(async () => {
          const { headers, body } = await fetched('app://watchpost/');
          const nonce = /'nonce-([^']+)'/u.exec(headers['content-security-policy'] ?? '')?.[1] ?? '';
          expect(body).toContain(`content="${nonce}"`);
          expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
          return nonce;
        }),
      );
      expect(new Set(nonces).size).toBe(2);
    });

    it('serves the scripts that the page names', async () => {
      const { body } = await fetched('app://watchpost/');
      const script = /src="(\/assets\/[^"]+\.js)"/u.exec(body)?.[1] ?? '';
      expect(await fetched(`app://watchpost${script}`)).toMatchObject({
        status: 200,
        headers: { 'content-type': 'text/javascript; charset=utf-8', 'x-content-type-options': 'nosniff' },
      });
    });

    it.each(['/monitors/books', '/monitors/site.js', '/no/such/page?range=7d'])(
      'answers the page %s with the index',
      async (page) => {
        const answer = await fetched(`app://watchpost${page}`);
        expect(answer.status).toBe(200);
        expect(answer.body).toContain('<div id="root"></div>');
      },
    );

    it.each([
      'app://watchpost/../preload.cjs.map',
      'app://watchpost/%2e%2e/preload.cjs.map',
      'app://watchpost/..%2fpreload.cjs.map',
      'app://watchpost/assets/..%2f..%2f..%2fpackage.json',
      'app://watchpost/assets/missing.js',
      'app://watchpost/%E0%A4%A.js',
      'app://elsewhere/',
      'app://watchpost.example/',
    ])('does not serve %s', async (address) => {
      const answer = await fetched(address);
      const isIndex = answer.body.includes('<div id="root"></div>');
      expect(answer.status === 404 || isIndex).toBe(true);
      expect(answer.body).not.toMatch(/"sources"|"dependencies"/u);
    });

    it.each(['app://elsewhere/', 'app://watchpost.example/'])('knows no host of %s', async (address) => {
      expect((await fetched(address)).status).toBe(404);
    });
  });

  describe('a page that turned against us', () => {
    it.each(['file:///etc/passwd', 'app://elsewhere/', 'javascript:alert(1)', 'data:text/html,x'])(
      'cannot go to %s',
      async (address) => {
        const window = await openWindow(held.desktop);
        expect(await held.desktop.navigate(window, address)).toBe(false);
        expect(await held.desktop.openWindow(window, address)).toBe(false);
        expect((await held.desktop.recording()).opened).toEqual([]);
      },
    );

    it('cannot attach a web view, and is granted no permission', async () => {
      const window = await openWindow(held.desktop);
      expect(await held.desktop.attachWebView(window)).toBe(false);
      for (const permission of ['geolocation', 'notifications', 'camera', 'midi']) {
        expect(await held.desktop.askPermission(window, permission)).toBe(false);
      }
    });

    it('gets no port from a frame inside it, and none at all once it shows a foreign page', async () => {
      const window = await openWindow(held.desktop);
      await vi.waitFor(async () => expect((await held.desktop.page(window)).connection.at(-1)).toBe(true));
      const connected = (await held.desktop.page(window)).connection;
      await held.desktop.connectFromFrame(window);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect((await held.desktop.page(window)).connection).toEqual(connected);

      await held.desktop.forceLoad(window, 'https://foreign.example/');
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect((await held.desktop.page(window)).connection).toEqual([false]);

      await held.desktop.forceLoad(window, 'app://watchpost/');
      await vi.waitFor(async () => expect((await held.desktop.page(window)).connection.at(-1)).toBe(true));
    });
  });

  it('hands links of the web to the system browser', async () => {
    const window = await openWindow(held.desktop);
    expect(await held.desktop.openWindow(window, 'https://wiki.example/books')).toBe(false);
    expect(await held.desktop.navigate(window, 'http://wiki.example/runbook')).toBe(false);
    expect((await held.desktop.recording()).opened).toEqual([
      'https://wiki.example/books',
      'http://wiki.example/runbook',
    ]);
  });

  describe('the bridge', () => {
    it('speaks the contract: reads, commands and events', async () => {
      const window = await openWindow(held.desktop);
      const status = await held.desktop.callBridge(window, 'status', {});
      expect(status).toMatchObject({ ok: true, value: { monitors: [{ id: 'books' }, { id: 'port' }] } });
      expect(await held.desktop.callBridge(window, 'checkNow', { monitorIds: ['books'] })).toEqual({
        ok: true,
        value: { started: 1 },
      });
      await vi.waitFor(async () => {
        const { events } = await held.desktop.page(window);
        expect(events.map(({ name }) => name)).toContain('monitors');
      }, 5000);
    });

    it('answers a request that does not fit with an error, not an exception', async () => {
      const window = await openWindow(held.desktop);
      expect(await held.desktop.callBridge(window, 'mark', { text: '' })).toMatchObject({
        ok: false,
        error: { code: 'invalid-request' },
      });
    });

    it('exposes named methods and no generic send', async () => {
      const { methods } = await held.desktop.page(await openWindow(held.desktop));
      expect(methods).toEqual(expect.arrayContaining(['status', 'checkNow', 'on', 'onNavigate']));
      for (const generic of ['send', 'call', 'invoke', 'postMessage']) expect(methods).not.toContain(generic);
    });
  });

  it('opens at the page that a link names, or goes there when it is open', async () => {
    const window = await openWindow(held.desktop);
    await held.desktop.openLink('watchpost://monitors/books');
    await vi.waitFor(async () =>
      expect((await held.desktop.page(window)).navigations).toEqual(['/monitors/books']),
    );
    await held.desktop.closeWindow(window);
    await held.desktop.openLink('watchpost://monitors/books?range=7d');
    await until(held.desktop, ({ windows }) =>
      expect(windows[0]?.url).toBe('app://watchpost/monitors/books?range=7d'),
    );
  });

  it.each(['https://evil.example/', 'watchpost://../../etc/passwd', 'file:///etc/passwd'])(
    'leaves the window where it stands for the link %s',
    async (link) => {
      const window = await openWindow(held.desktop);
      const before = (await held.desktop.page(window)).navigations;
      await held.desktop.openLink(link);
      expect((await held.desktop.page(window)).navigations).toEqual(before);
      expect((await held.desktop.recording()).windows).toHaveLength(1);
    },
  );

  it('leaves Watchpost in the tray when it is closed, and comes back where it was', async () => {
    const window = await openWindow(held.desktop);
    const { bounds } = (await held.desktop.recording()).windows.find(({ id }) => id === window) ?? {};
    await held.desktop.closeWindow(window);
    await until(held.desktop, ({ windows, trays, engineRuns }) => {
      expect([windows.length, trays.length, engineRuns]).toEqual([0, 1, true]);
    });
    const again = await openWindow(held.desktop);
    expect((await held.desktop.recording()).windows.find(({ id }) => id === again)?.bounds).toEqual(bounds);
  });
});

describe(`on a desktop without a tray, ${RUNTIME}`, () => {
  const held = useScene({ tray: false });

  it('opens the window with a notice and offers a shortcut that brings it back', async () => {
    await until(held.desktop, ({ windows }) =>
      expect(windows[0]).toMatchObject({ url: 'app://watchpost/?notice=no-tray', visible: true }),
    );
    const { trays, shortcuts, windows } = await held.desktop.recording();
    expect(trays).toEqual([]);
    expect(shortcuts).toEqual(['CommandOrControl+Alt+W']);
    await held.desktop.closeWindow(windows[0]?.id ?? 0);
    await held.desktop.pressShortcut('CommandOrControl+Alt+W');
    await until(held.desktop, (recording) => expect(recording.windows[0]?.url).toBe('app://watchpost/'));
  });

  it('shows the window again at a second start', async () => {
    const [window] = (await held.desktop.recording()).windows;
    await held.desktop.closeWindow(window?.id ?? 0);
    const second = await held.scene.start();
    expect(await second.exit).toMatchObject({ code: 0 });
    await until(held.desktop, ({ windows }) => expect(windows).toHaveLength(1));
  });
});

describe(`on a desktop that refuses the shortcut too, ${RUNTIME}`, () => {
  const held = useScene({ tray: false, env: { STAND_IN_REFUSES_SHORTCUTS: '1' } });

  it('says so in the notice', async () => {
    await until(held.desktop, ({ windows }) =>
      expect(windows[0]?.url).toBe('app://watchpost/?notice=no-tray-no-shortcut'),
    );
  });
});
