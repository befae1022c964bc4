import { app, dialog, powerMonitor, session, shell } from 'electron';
import path from 'node:path';
import { createClient, type ContractClient } from '../../shared/contract/client.ts';
import type { Status } from '../../shared/contract/schemas.ts';
import { registerAppScheme, serveAppScheme } from './app-scheme.ts';
import { LINK_SCHEME, pageOfArguments, pageOfLink } from './deep-link.ts';
import { EngineHost } from './engine-host.ts';
import { handPort, onPortWanted } from './ipc.ts';
import { messagePortChannel } from './message-port-channel.ts';
import { StatusMirror } from './status-mirror.ts';
import { trayPresence } from './tray-presence.ts';
import { trayView, type TrayAction } from './tray-view.ts';
import { TrayDrawer } from './tray.ts';
import { denyAllPermissions, secureAllContents } from './window-security.ts';
import { Windows } from './windows.ts';

/** Where the compiled parts lie. */
export interface DesktopPaths {
  engineEntry: string;
  preload: string;
  rendererDir: string;
  resourcesDir: string;
}

/** The tray says how old its data is, so it is drawn anew also while nothing happens. */
const REDRAW_MS = 1000;

/** Puts the desktop shell together: one instance, one engine process, tray, popover, window. */
export function runDesktopApp(
  paths: DesktopPaths,
  places: { configFile: string | null; dataDir: string | null },
): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerAppScheme();
  app.enableSandbox();
  app.setAsDefaultProtocolClient(LINK_SCHEME);
  secureAllContents(app);
  // Watchpost lives in the tray: without a window it goes on.
  app.on('window-all-closed', () => {});

  const windows = new Windows({
    preload: paths.preload,
    icon: path.join(paths.resourcesDir, 'icons', 'icon.png'),
  });
  let firstPage = pageOfArguments(process.argv);
  app.on('second-instance', (_event, args) => windows.show(pageOfArguments(args) ?? '/'));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    const page = pageOfLink(link);
    if (page === null) return;
    if (app.isReady()) windows.show(page);
    else firstPage = page;
  });
  app.on('activate', () => windows.show());
  void app.whenReady().then(() => run(paths, places, windows, firstPage));
}

async function run(
  paths: DesktopPaths,
  places: { configFile: string | null; dataDir: string | null },
  windows: Windows,
  firstPage: string | null,
): Promise<void> {
  serveAppScheme(session.defaultSession, paths.rendererDir);
  denyAllPermissions(session.defaultSession);

  const mirror = new StatusMirror(draw);
  let client: ContractClient | null = null;
  const engine = new EngineHost(
    { entry: paths.engineEntry, ...places },
    {
      state(state) {
        if (state === 'running') connect();
        draw();
      },
      message(message) {
        if (message.type === 'show-window') windows.show(message.path);
        if (message.type === 'already-running') leaveToOther(message.pid, message.url);
        if (message.type === 'refused') refuse(message.message);
      },
    },
  );
  const hasTray = await trayPresence();
  const tray = hasTray
    ? new TrayDrawer(paths.resourcesDir, {
        action: act,
        activate: () => windows.togglePopover(tray?.bounds() ?? null),
      })
    : null;
  let lastStatus: Status | null = null;

  function draw() {
    lastStatus = mirror.status() ?? lastStatus;
    tray?.draw(
      trayView({ engine: engine.state, status: lastStatus, now: Date.now(), locale: app.getLocale() }),
    );
  }

  /** Opens the shell's own channel and gives every open window a new port. */
  function connect() {
    const port = engine.open();
    if (!port) return;
    client = createClient(messagePortChannel(port));
    mirror.follow(client);
    for (const window of windows.all()) {
      const windowPort = engine.open();
      if (windowPort) handPort(window.webContents, windowPort);
    }
  }

  function act(action: TrayAction) {
    switch (action.type) {
      case 'open':
        windows.show(action.path);
        return;
      case 'check':
        tell('checkNow', { monitorIds: action.monitorIds });
        return;
      case 'pause':
        tell('pause', { monitorIds: action.monitorIds, forMs: action.forMs });
        return;
      case 'resume':
        tell('resume', { monitorIds: action.monitorIds });
        return;
      case 'restart-engine':
        engine.retry();
        return;
      case 'quit':
        app.quit();
    }
  }

  /** A command from the tray; a refusal is told as the desktop tells errors. */
  function tell(...[name, input]: Parameters<ContractClient['call']>) {
    client?.call(name, input).catch((error: unknown) => {
      dialog.showErrorBox('Watchpost', error instanceof Error ? error.message : String(error));
    });
  }

  function leaveToOther(pid: number | null, url: string | null) {
    if (url) void shell.openExternal(url);
    else
      dialog.showErrorBox('Watchpost', `Watchpost already runs${pid === null ? '' : ` (process ${pid})`}.`);
    app.quit();
  }

  function refuse(text: string) {
    dialog.showErrorBox('Watchpost cannot start', text);
    app.quit();
  }

  onPortWanted((contents) => {
    const port = engine.open();
    if (port) handPort(contents, port);
  });
  powerMonitor.on('suspend', () => engine.signal('suspend'));
  powerMonitor.on('resume', () => engine.signal('resume'));
  const redraw = setInterval(draw, REDRAW_MS);

  let quitting = false;
  app.on('before-quit', (event) => {
    if (quitting) return;
    quitting = true;
    event.preventDefault();
    clearInterval(redraw);
    void engine.quit().then(() => {
      tray?.destroy();
      app.quit();
    });
  });

  engine.start();
  draw();
  // Without a tray the window is the only sign of life.
  if (firstPage !== null || !hasTray) windows.show(firstPage ?? '/?notice=no-tray');
}
