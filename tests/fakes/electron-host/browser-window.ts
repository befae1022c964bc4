import type { BrowserWindowConstructorOptions } from 'electron';
import { EventEmitter } from 'node:events';
import type { WindowRecord } from './protocol.ts';
import { StandInContents, type ContentsHost } from './web-contents.ts';

/** Set by the composition before the shell makes its first window. */
export interface WindowHost extends Omit<ContentsHost, 'preload'> {
  created(contents: StandInContents): void;
}

/** A window without a screen: what was asked of it, and the contents it shows. */
export function browserWindowClass(host: WindowHost) {
  return class StandInWindow extends EventEmitter {
    static readonly all = new Map<number, StandInWindow>();
    static #nextId = 1;
    readonly id = StandInWindow.#nextId++;
    readonly webContents: StandInContents;
    readonly #options: BrowserWindowConstructorOptions;
    #bounds: WindowRecord['bounds'];
    #visible: boolean;
    #maximized = false;

    constructor(options: BrowserWindowConstructorOptions = {}) {
      super();
      this.#options = options;
      this.#visible = options.show ?? true;
      const { x = 0, y = 0, width = 800, height = 600 } = options;
      this.#bounds = { x, y, width, height };
      this.webContents = new StandInContents({ ...host, preload: options.webPreferences?.preload ?? '' });
      StandInWindow.all.set(this.id, this);
      host.created(this.webContents);
    }

    async loadURL(url: string): Promise<void> {
      await this.webContents.load(url);
      this.emit('ready-to-show');
    }

    show = () => void (this.#visible = true);
    hide = () => void (this.#visible = false);
    focus = () => this.show();
    restore = () => this.show();
    isVisible = () => this.#visible;
    isMinimized = () => false;
    maximize = () => void (this.#maximized = true);
    isMaximized = () => this.#maximized;
    getNormalBounds = () => this.#bounds;

    setPosition(x: number, y: number, _animate?: boolean): void {
      this.#bounds = { ...this.#bounds, x, y };
    }

    close(): void {
      this.emit('close', { preventDefault: () => {} });
      StandInWindow.all.delete(this.id);
      this.webContents.discard();
      this.emit('closed');
    }

    record(): WindowRecord {
      const { title = '', frame = true, backgroundColor = '', webPreferences = {} } = this.#options;
      const { preload, sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = webPreferences;
      return {
        id: this.id,
        url: this.webContents.mainFrame.url,
        visible: this.#visible,
        title,
        frame,
        backgroundColor,
        bounds: this.#bounds,
        webPreferences: { preload, sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag },
      };
    }
  };
}
