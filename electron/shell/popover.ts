import { BrowserWindow, screen, type BrowserWindowConstructorOptions, type Rectangle } from 'electron';
import { pageUrl } from './app-scheme.ts';
import { popoverPlace } from './popover-place.ts';

/** Where the tray icon is on the screen. */
export type TrayPlace = Rectangle;

const SIZE = { width: 380, height: 480 };
/** A click on the tray icon takes the focus from the popover first; that click is meant to close it. */
const SAME_CLICK_MS = 300;

/** The small status window of the tray icon. */
export class Popover {
  readonly #options: () => BrowserWindowConstructorOptions;
  #window: BrowserWindow | null = null;
  #hiddenAt = -Infinity;

  constructor(options: () => BrowserWindowConstructorOptions) {
    this.#options = options;
  }

  window(): BrowserWindow | null {
    return this.#window;
  }

  hide(): void {
    this.#window?.hide();
  }

  /** Beside the tray icon where its place is known, else an ordinary window that stays until it is closed. */
  toggle(tray: TrayPlace | null): void {
    if (this.#window?.isVisible()) {
      this.#window.hide();
      return;
    }
    if (performance.now() - this.#hiddenAt < SAME_CLICK_MS) return;
    const window = this.#window ?? this.#make(tray !== null);
    if (tray) {
      const { x, y } = popoverPlace(tray, SIZE, screen.getDisplayMatching(tray).workArea);
      window.setPosition(x, y, false);
    }
    window.show();
  }

  #make(beside: boolean): BrowserWindow {
    const window = new BrowserWindow({
      ...SIZE,
      resizable: !beside,
      frame: !beside,
      skipTaskbar: beside,
      alwaysOnTop: beside,
      fullscreenable: false,
      ...this.#options(),
    });
    this.#window = window;
    if (beside) {
      window.on('blur', () => {
        this.#hiddenAt = performance.now();
        window.hide();
      });
    }
    window.on('closed', () => {
      this.#window = null;
    });
    void window.loadURL(pageUrl('/popover'));
    return window;
  }
}
