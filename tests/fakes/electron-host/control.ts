import type { EventEmitter } from 'node:events';
import { BRIDGE_KEY, type BridgeAnswer } from '../../../shared/contract/bridge.ts';
import type { CallInput, CallName } from '../../../shared/contract/contract.ts';
import { IPC } from '../../../shared/contract/process.ts';
import type { StandInApp } from './app.ts';
import type { browserWindowClass } from './browser-window.ts';
import { StandInMenu, StandInTray } from './menu.ts';
import type { Control, ControlAnswer, ControlCall } from './protocol.ts';
import type { Scheme } from './scheme.ts';
import type { StandInUtilityProcesses } from './utility-process.ts';

/** The stand-in as the control channel reaches into it. */
export interface StandIn {
  app: StandInApp;
  ipcMain: EventEmitter;
  powerMonitor: EventEmitter;
  utilityProcess: StandInUtilityProcesses;
  scheme: Scheme;
  windows: ReturnType<typeof browserWindowClass>['all'];
  asked: { shortcuts: Map<string, () => void>; opened: string[]; errorBoxes: string[] };
}

/** Answers a spec's calls over the channel of the process; without the spec there is nothing to run for. */
export function serveControl(standIn: StandIn): void {
  const control = controlOf(standIn);
  process.on('message', (raw) => {
    const { id, name, args } = raw as ControlCall;
    const method = control[name] as (...args: unknown[]) => unknown;
    const answer = (message: ControlAnswer) => process.send?.(message);
    new Promise((resolve) => resolve(method(...args))).then(
      (value) => answer({ id, value }),
      (error: unknown) => answer({ id, error: error instanceof Error ? (error.stack ?? '') : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(1));
}

function controlOf({ app, powerMonitor, utilityProcess, scheme, windows, asked }: StandIn): Control {
  const windowOf = (id: number) => {
    const window = windows.get(id);
    if (!window) throw new Error(`There is no window ${id}.`);
    return window;
  };
  const contentsOf = (id: number) => windowOf(id).webContents;
  const tray = () => {
    const [first] = StandInTray.all;
    if (!first) throw new Error('There is no tray icon.');
    return first;
  };

  return {
    recording: () => ({
      trays: StandInTray.all.map((each) => each.record()),
      windows: [...windows.values()].map((window) => window.record()),
      appMenu: StandInMenu.application?.entries() ?? [],
      privilegedSchemes: scheme.privileged,
      linkSchemes: app.linkSchemes,
      shortcuts: [...asked.shortcuts.keys()],
      opened: asked.opened,
      errorBoxes: asked.errorBoxes,
      engines: utilityProcess.pids,
      engineRuns: utilityProcess.runs,
    }),
    clickTrayMenu(...labels) {
      const { menu } = tray();
      if (!menu) throw new Error('The tray icon has no menu.');
      menu.click(labels);
    },
    activateTray: () => void tray().emit('click', {}),
    power: (signal) => void powerMonitor.emit(signal),
    openLink: (link) => void app.emit('open-url', { preventDefault() {} }, link),
    pressShortcut: (accelerator) => asked.shortcuts.get(accelerator)?.(),
    closeWindow: (id) => windowOf(id).close(),
    quit: () => app.quit(),
    fetchPage: (url) => scheme.fetched(url),
    navigate(id, url) {
      const contents = contentsOf(id);
      const details = { url, isMainFrame: true };
      const asked = ['will-frame-navigate', 'will-navigate'].map((name) => contents.allows(name, details));
      return !asked.includes(false);
    },
    openWindow: (id, url) => contentsOf(id).mayOpen(url),
    attachWebView: (id) => contentsOf(id).allows('will-attach-webview'),
    askPermission: (id, permission) => scheme.grants(contentsOf(id), permission),
    forceLoad: (id, url) => contentsOf(id).load(url),
    connectFromFrame: (id) => contentsOf(id).sendFromFrame(IPC.connect),
    page(id) {
      const { page } = contentsOf(id);
      if (!page) throw new Error(`Window ${id} shows nothing.`);
      return page.record();
    },
    callBridge<N extends CallName>(id: number, name: N, input: CallInput<N>) {
      const bridge = contentsOf(id).page?.world[BRIDGE_KEY];
      if (!bridge) throw new Error(`The page of window ${id} has no bridge.`);
      return (bridge[name] as (input: CallInput<N>) => Promise<BridgeAnswer<N>>)(input);
    },
  };
}
