/** Takes the place of the module `electron` in the shell's main process. Holds exactly what the shell imports. */
import type * as Electron from 'electron';
import { EventEmitter } from 'node:events';
import { StandInApp } from './app.ts';
import { browserWindowClass } from './browser-window.ts';
import { serveControl } from './control.ts';
import { StandInImage, StandInMenu, StandInTray } from './menu.ts';
import { MessageChannelMain } from './ports.ts';
import { Scheme } from './scheme.ts';
import { StandInUtilityProcesses } from './utility-process.ts';

const asked = {
  shortcuts: new Map<string, () => void>(),
  opened: [] as string[],
  errorBoxes: [] as string[],
};
const scheme = new Scheme();

export const app = new StandInApp() satisfies Pick<
  Electron.App,
  | 'isReady'
  | 'whenReady'
  | 'requestSingleInstanceLock'
  | 'quit'
  | 'exit'
  | 'getLocale'
  | 'getAppPath'
  | 'getPath'
>;
export const ipcMain = new EventEmitter();
export const powerMonitor = Object.assign(new EventEmitter(), {
  /** Seconds, as a test has set them. */
  idleSeconds: 0,
  getSystemIdleTime(): number {
    return this.idleSeconds;
  },
});
export const utilityProcess = new StandInUtilityProcesses();
export const protocol = scheme.protocol satisfies Partial<Electron.Protocol>;
export const session = { defaultSession: scheme.session };
export const BrowserWindow = browserWindowClass({
  fetch: (url) => scheme.fetch(url),
  toMain: (event, channel, args) => void ipcMain.emit(channel, { ...event, ports: [] }, ...args),
  created: (contents) => void app.emit('web-contents-created', {}, contents),
});
export { StandInMenu as Menu, StandInTray as Tray, StandInImage as nativeImage, MessageChannelMain };

/** This desktop shows no popups by itself. */
export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return false;
  }
}

export const shell = {
  async openExternal(url: string) {
    asked.opened.push(url);
  },
} satisfies Partial<Electron.Shell>;

export const dialog = {
  showErrorBox: (title: string, text: string) => void asked.errorBoxes.push(`${title}: ${text}`),
} satisfies Partial<Electron.Dialog>;

export const globalShortcut = {
  register(accelerator: string, pressed: () => void) {
    if (process.env['STAND_IN_REFUSES_SHORTCUTS']) return false;
    asked.shortcuts.set(accelerator, pressed);
    return true;
  },
} satisfies Partial<Electron.GlobalShortcut>;

const workArea = { x: 0, y: 0, width: 1920, height: 1080 };
export const screen = {
  getAllDisplays: () => [{ workArea }],
  getDisplayMatching: () => ({ workArea }),
};
export const nativeTheme = { shouldUseDarkColors: true } satisfies Partial<Electron.NativeTheme>;

app.closeWindows = () => BrowserWindow.all.forEach((window) => window.close());
// The browser process turns both signals into an orderly quit.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit());
serveControl({ app, ipcMain, powerMonitor, utilityProcess, scheme, windows: BrowserWindow.all, asked });
