/** What a spec sees of the shell and does to it, whichever Electron it runs on. */
import type { BridgeAnswer } from '../../../shared/contract/bridge.ts';
import type { CallInput, CallName } from '../../../shared/contract/contract.ts';

export interface MenuEntry {
  label: string;
  type: string;
  enabled: boolean;
  role: string | null;
  submenu: MenuEntry[];
}

export interface TrayRecord {
  /** The file of the picture as given, such as `…/resources/tray/healthy/tray-22.png`. */
  image: string;
  tooltip: string;
  /** Of the context menu that is set; empty where none is. */
  menu: MenuEntry[];
}

export interface WindowRecord {
  id: number;
  url: string;
  visible: boolean;
  title: string;
  frame: boolean;
  backgroundColor: string;
  bounds: { x: number; y: number; width: number; height: number };
  webPreferences: {
    preload?: string;
    sandbox?: boolean;
    contextIsolation?: boolean;
    nodeIntegration?: boolean;
    webSecurity?: boolean;
    webviewTag?: boolean;
  };
}

/** Everything that the shell asked of Electron so far. */
export interface Recording {
  trays: TrayRecord[];
  windows: WindowRecord[];
  appMenu: MenuEntry[];
  privilegedSchemes: string[];
  linkSchemes: string[];
  shortcuts: string[];
  /** Addresses handed to the system's browser. */
  opened: string[];
  /** Error boxes shown, as `title: text`. */
  errorBoxes: string[];
  /** Process ids of the engines started, oldest first; the last is the present one while `engineRuns`. */
  engines: number[];
  engineRuns: boolean;
}

/** What the page of a window was told over the bridge since it was loaded. */
export interface PageRecord {
  hasBridge: boolean;
  /** Names of what the bridge exposes. */
  methods: string[];
  /** Every change of the connection to the engine, oldest first; the first is the state at load. */
  connection: boolean[];
  navigations: string[];
  events: { name: string; payload: unknown }[];
}

export interface Fetched {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface Control {
  recording(): Recording;
  /** Clicks the item under these labels; a label may be given by its beginning. */
  clickTrayMenu(...labels: string[]): void;
  /** The left click, or what the desktop has for it. */
  activateTray(): void;
  power(signal: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): void;
  openLink(link: string): void;
  pressShortcut(accelerator: string): void;
  closeWindow(window: number): void;
  /** Asks the app to quit, as the system or a menu does. */
  quit(): void;
  /** Asks our scheme for an address, as a page would. */
  fetchPage(url: string): Promise<Fetched>;
  /** The page tries to leave for another address. */
  navigate(window: number, url: string): boolean;
  /** The page tries to open another window. */
  openWindow(window: number, url: string): boolean;
  attachWebView(window: number): boolean;
  askPermission(window: number, permission: string): boolean;
  /** Shows an address in the window although navigation is refused, as a hole in Electron might. */
  forceLoad(window: number, url: string): Promise<void>;
  /** A frame inside the page asks for a port. */
  connectFromFrame(window: number): void;
  page(window: number): PageRecord;
  callBridge<N extends CallName>(window: number, name: N, input: CallInput<N>): Promise<BridgeAnswer<N>>;
}

export type ControlName = keyof Control;
/** From the spec to the stand-in, over the channel of `child_process.fork`. */
export interface ControlCall {
  id: number;
  name: ControlName;
  args: unknown[];
}
export type ControlAnswer = { id: number; value: unknown } | { id: number; error: string };
