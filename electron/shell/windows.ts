import { BrowserWindow, screen, type Rectangle } from 'electron';
import { pageUrl } from './app-scheme.ts';
import { showPage } from './ipc.ts';
import { popoverPlace } from './popover-place.ts';

export interface WindowOptions {
  preload: string;
  icon: string;
}

const POPOVER = { width: 380, height: 480 };

/** The window and the small status popover. Closing either leaves Watchpost in the tray. */
export class Windows {
  readonly #options: WindowOptions;
  #window: BrowserWindow | null = null;
  #popover: BrowserWindow | null = null;

  constructor(options: WindowOptions) {
    this.#options = options;
  }

  /** Opens the window, or brings it to the front, at a page of it. */
  show(page = '/'): void {
    this.#popover?.hide();
    if (this.#window) {
      if (page !== '/') showPage(this.#window.webContents, page);
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.show();
      this.#window.focus();
      return;
    }
    const window = new BrowserWindow({
      width: 1280,
      height: 840,
      minWidth: 640,
      minHeight: 480,
      ...this.#common(),
    });
    this.#window = window;
    window.once('ready-to-show', () => window.show());
    window.on('closed', () => {
      this.#window = null;
    });
    void window.loadURL(pageUrl(page));
  }

  /** Shows or hides the popover: beside the tray icon where its place is known, else as an ordinary window. */
  togglePopover(tray: Rectangle | null): void {
    const popover = this.#popover ?? this.#makePopover(tray !== null);
    if (popover.isVisible()) {
      popover.hide();
      return;
    }
    if (tray) {
      const { x, y } = popoverPlace(tray, POPOVER, screen.getDisplayMatching(tray).workArea);
      popover.setPosition(x, y, false);
    }
    popover.show();
  }

  /** Every window that is there now. */
  all(): BrowserWindow[] {
    return [this.#window, this.#popover].filter((window) => window !== null);
  }

  #makePopover(beside: boolean): BrowserWindow {
    const popover = new BrowserWindow({
      ...POPOVER,
      resizable: !beside,
      frame: !beside,
      skipTaskbar: beside,
      alwaysOnTop: beside,
      fullscreenable: false,
      ...this.#common(),
    });
    this.#popover = popover;
    if (beside) popover.on('blur', () => popover.hide());
    popover.on('closed', () => {
      this.#popover = null;
    });
    void popover.loadURL(pageUrl('/popover'));
    return popover;
  }

  #common() {
    return {
      title: 'Watchpost',
      icon: this.#options.icon,
      show: false,
      autoHideMenuBar: true,
      webPreferences: {
        preload: this.#options.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        spellcheck: false,
      },
    };
  }
}
