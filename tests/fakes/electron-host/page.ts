import type { ContextBridge, IpcRenderer, IpcRendererEvent } from 'electron';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import type { MessagePort } from 'node:worker_threads';
import { BRIDGE_KEY, type Bridge } from '../../../shared/contract/bridge.ts';
import { events, type EventName } from '../../../shared/contract/contract.ts';
import type { PageRecord } from './protocol.ts';

/** The document of a window: the real preload in a context of its own, and a page that uses what it exposes. */
export class Page {
  readonly world: { [BRIDGE_KEY]?: Bridge } = {};
  readonly #record: PageRecord = {
    hasBridge: false,
    methods: [],
    connection: [],
    navigations: [],
    events: [],
  };
  readonly #renderer = new EventEmitter();
  readonly #ports: MessagePort[] = [];

  constructor(preload: string, toMain: (channel: string, args: unknown[]) => void) {
    const contextBridge = {
      exposeInMainWorld: (key: string, api: unknown) => {
        Object.assign(this.world, { [key]: bridged(api) });
      },
    } satisfies Partial<ContextBridge>;
    const ipcRenderer: Pick<IpcRenderer, 'on' | 'send'> = {
      on: (channel: string, listener: (event: IpcRendererEvent, ...args: unknown[]) => void) => {
        this.#renderer.on(channel, listener);
        return ipcRenderer as IpcRenderer;
      },
      send: (channel: string, ...args: unknown[]) => {
        const copied = structuredClone(args);
        setImmediate(() => toMain(channel, copied));
      },
    };
    const require = (name: string) => {
      if (name !== 'electron') throw new Error(`A sandboxed preload cannot require ${name}.`);
      return { contextBridge, ipcRenderer };
    };
    const context = vm.createContext({
      URL,
      queueMicrotask,
      setTimeout,
      clearTimeout,
      structuredClone,
      console,
    });
    const run = vm.compileFunction(readFileSync(preload, 'utf8'), ['require', 'module', 'exports'], {
      filename: preload,
      parsingContext: context,
    });
    const module = { exports: {} };
    run(require, module, module.exports);
    this.#listen();
  }

  deliver(channel: string, args: unknown[], ports: MessagePort[] = []): void {
    this.#ports.push(...ports);
    this.#renderer.emit(channel, { ports }, ...structuredClone(args));
  }

  record(): PageRecord {
    return structuredClone(this.#record);
  }

  /** The document is gone, and its ports with it. */
  discard(): void {
    for (const port of this.#ports) port.close();
  }

  #listen(): void {
    const bridge = this.world[BRIDGE_KEY];
    if (!bridge) return;
    this.#record.hasBridge = true;
    this.#record.methods = Object.keys(bridge);
    bridge.onConnectionChange((connected) => this.#record.connection.push(connected));
    bridge.onNavigate((path) => this.#record.navigations.push(path));
    for (const name of Object.keys(events) as EventName[]) {
      bridge.on(name, (payload) => this.#record.events.push({ name, payload }));
    }
  }
}

/** What Electron's context bridge does to a value that crosses it: functions are proxied, all else is copied. */
function bridged(value: unknown): unknown {
  if (typeof value === 'function') {
    return (...args: unknown[]) => bridged((value as (...args: unknown[]) => unknown)(...args.map(bridged)));
  }
  if (value instanceof Promise || isThenable(value)) {
    return Promise.resolve(value).then(bridged, (error: unknown) => {
      throw new Error(String(error));
    });
  }
  if (
    value !== null &&
    typeof value === 'object' &&
    Object.values(value).some((v) => typeof v === 'function')
  ) {
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, v]) => [key, bridged(v)])));
  }
  return structuredClone(value);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
