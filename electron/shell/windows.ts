import { app, BrowserWindow, nativeTheme, screen, type BrowserWindowConstructorOptions } from 'electron';
import path from 'node:path';
import { pageUrl } from './app-scheme.ts';
import { showPage } from './ipc.ts';
import { Popover, type TrayPlace } from './popover.ts';
import { isOnScreen, readWindowState, writeWindowState } from './window-state.ts';

export interface WindowOptions {
  preload: string;
  icon: string;
}

/** The colours of the page's ground, so that nothing flashes before it is painted. */
const GROUND = { dark: '#0d1015', light: '#f7f8fa' };
const FIRST_SIZE = { width: 1280, height: 840 };

/** The window and the small status popover. Closing either leaves Watchpost in the tray. */
export class Windows {
  readonly #options: WindowOptions;
  readonly #popover: Popover;
  #window: BrowserWindow | null = null;

  constructor(options: WindowOptions) {
    this.#options = options;
    this.#popover = new Popover(() => this.#common());
  }

  /** Opens the window at a page of it, or brings it to the front; an open one goes to a page other than `/` only. */
  show(page = '/'): void {
    this.#popover.hide();
    if (!this.#window) {
      this.#open(page);
      return;
    }
    if (page !== '/') showPage(this.#window.webContents, page);
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** Shows or hides the popover: beside the tray icon where its place is known, else as an ordinary window. */
  togglePopover(tray: TrayPlace | null): void {
    this.#popover.toggle(tray);
  }

  /** Every window that is there now. */
  all(): BrowserWindow[] {
    return [this.#window, this.#popover.window()].filter((window) => window !== null);
  }

  #open(page: string): void {
    const stateFile = path.join(app.getPath('userData'), 'window.json');
    const kept = readWindowState(stateFile);
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const window = new BrowserWindow({
      ...(kept && isOnScreen(kept.bounds, areas) ? kept.bounds : FIRST_SIZE),
      minWidth: 640,
      minHeight: 480,
      ...this.#common(),
    });
    this.#window = window;
    if (kept?.maximized) window.maximize();
    window.once('ready-to-show', () => window.show());
    window.on('close', () =>
      writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
    );
    window.on('closed', () => {
      this.#window = null;
      app.dock?.hide();
    });
    void app.dock?.show();
    void window.loadURL(pageUrl(page));
  }

  #common(): BrowserWindowConstructorOptions {
    return {
      title: 'Watchpost',
      icon: this.#options.icon,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
      webPreferences: {
        preload: this.#options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
      },
    };
  }
}
