import { app, dialog, Menu, Notification, powerMonitor, session, shell } from 'electron';
import path from 'node:path';
import { appMenu } from './app-menu.ts';
import { registerAppScheme, serveAppScheme } from './app-scheme.ts';
import { pageOfArguments, pageOfLink } from './deep-link.ts';
import type { EngineMessage } from './engine-host.ts';
import { EngineLink } from './engine-link.ts';
import { handPort, onPortWanted } from './ipc.ts';
import { Popups } from './popups.ts';
import { claimLinks, introduce } from './profile.ts';
import { carryOut } from './tray-actions.ts';
import { watchPresence } from './presence-watch.ts';
import { trayPresence } from './tray-presence.ts';
import { trayView } from './tray-view.ts';
import { TrayDrawer } from './tray.ts';
import { denyPermissions, secureAllContents } from './window-security.ts';
import { Windows } from './windows.ts';
import { withoutTray } from './without-tray.ts';

/** Where the compiled parts lie. */
export interface DesktopPaths {
  engineEntry: string;
  preload: string;
  rendererDir: string;
  resourcesDir: string;
}

/** Where the configuration and the data are; null is the platform's place. */
export interface DesktopPlaces {
  configFile: string | null;
  dataDir: string | null;
}

/** The tray says how old its data is, so it is drawn anew also while nothing happens. */
const REDRAW_MS = 1000;

/** Puts the desktop shell together: one instance, one engine process, tray, popover, window. */
export function runDesktopApp(paths: DesktopPaths, places: DesktopPlaces): void {
  introduce(app, places.dataDir);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerAppScheme();
  app.enableSandbox();
  claimLinks(app);
  secureAllContents(app);
  // Watchpost lives in the tray: without a window it goes on.
  app.on('window-all-closed', () => {});

  const windows = new Windows({
    preload: paths.preload,
    icon: path.join(paths.resourcesDir, 'icons', 'icon.png'),
  });
  let firstPage = pageOfArguments(process.argv);
  const show = (page: string) => {
    if (app.isReady()) windows.show(page);
    else firstPage = page;
  };
  app.on('second-instance', (_event, args) => show(pageOfArguments(args) ?? '/'));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    const page = pageOfLink(link);
    if (page !== null) show(page);
  });
  app.on('activate', () => show('/'));
  void app.whenReady().then(() => run(paths, places, windows, () => firstPage));
}

async function run(
  paths: DesktopPaths,
  places: DesktopPlaces,
  windows: Windows,
  firstPage: () => string | null,
): Promise<void> {
  serveAppScheme(session.defaultSession, paths.rendererDir);
  denyPermissions(session.defaultSession);
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(process.platform, app.isPackaged)));
  // Until a window opens there is nothing for the dock to show.
  app.dock?.hide();

  const popups = new Popups({
    isSupported: () => Notification.isSupported(),
    create: (options) => new Notification(options),
    // macOS shows notifications of signed apps alone, and says nothing about those it does not show.
    isReady: () => process.platform !== 'darwin' || app.isPackaged,
    open: (page) => windows.show(page),
  });
  let tray: TrayDrawer | null = null;
  const draw = () => tray?.draw(trayView({ ...engine.view(), now: Date.now(), locale: app.getLocale() }));
  const engine = new EngineLink(
    { entry: paths.engineEntry, ...places },
    {
      changed: draw,
      connected: () => windows.all().forEach(({ webContents }) => hand(webContents)),
      message,
    },
  );

  function hand(contents: Electron.WebContents) {
    const port = engine.openPort();
    if (port) handPort(contents, port);
  }

  function message(told: EngineMessage) {
    if (told.type === 'show-window') windows.show(told.path);
    if (told.type === 'popup') popups.show(told, (problem) => engine.host.popupAnswer(told.id, problem));
    if (told.type === 'already-running') leaveToOther(told.pid, told.url);
    if (told.type === 'refused') {
      dialog.showErrorBox('Watchpost cannot start', told.message);
      app.quit();
    }
  }

  onPortWanted(hand);
  powerMonitor.on('suspend', () => engine.host.signal('suspend'));
  powerMonitor.on('resume', () => engine.host.signal('resume'));
  const stopWatching = watchPresence((idleMs, locked) => engine.host.presence(idleMs, locked));
  const redraw = setInterval(draw, REDRAW_MS);
  quitInOrder(engine, () => {
    clearInterval(redraw);
    stopWatching();
    tray?.destroy();
  });
  engine.host.start();

  const hasTray = await trayPresence();
  if (hasTray) {
    tray = new TrayDrawer(paths.resourcesDir, {
      action: (action) => carryOut(action, engine, windows),
      activate: () => windows.togglePopover(tray?.bounds() ?? null),
    });
  }
  draw();
  const page = firstPage();
  // Without a tray the window is the only sign of life.
  if (!hasTray) windows.show(withoutTray(page ?? '/', () => windows.show()));
  else if (page !== null) windows.show(page);
}

/** Quitting waits until the engine has written down what it knows, for as long as its host allows. */
function quitInOrder(engine: EngineLink, afterwards: () => void): void {
  let left: 'no' | 'leaving' | 'yes' = 'no';
  app.on('before-quit', (event) => {
    if (left === 'yes') return;
    event.preventDefault();
    if (left === 'leaving') return;
    left = 'leaving';
    void engine.host.quit().then(() => {
      left = 'yes';
      afterwards();
      app.quit();
    });
  });
}

function leaveToOther(pid: number | null, url: string | null): void {
  if (url) void shell.openExternal(url);
  else dialog.showErrorBox('Watchpost', `Watchpost already runs${pid === null ? '' : ` (process ${pid})`}.`);
  app.quit();
}
