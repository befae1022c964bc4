import { existsSync } from 'node:fs';
import type { Channel } from '../../shared/contract/envelope.ts';
import { toEngineSchema, type FromEngine, type ToEngine } from '../../shared/contract/process.ts';
import { defaultConfigFile, defaultDataDir } from './data-dir.ts';
import { AlreadyRunning, startInstance, type Instance } from './instance.ts';
import type { Layout } from './layout.ts';
import { manualSignals } from './manual-signals.ts';
import { nodeClock } from './node-clock.ts';
import { machineLocale, nodePorts } from './node-ports.ts';
import { createShellPopups } from './shell-popups.ts';
import { readVersion } from './version.ts';

/** A message port as Electron's utility process has them. */
export interface ParentMessagePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: ParentMessagePort[] }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  off(event: 'message', listener: (event: { data: unknown; ports: ParentMessagePort[] }) => void): unknown;
  off(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** `process.parentPort` of a utility process. It closes when the main process is gone. */
export type ParentPort = Pick<ParentMessagePort, 'postMessage' | 'on'>;

interface EngineProcessDeps {
  parentPort: ParentPort;
  layout: Layout;
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  home: string;
  exit: (code: number) => void;
}

/** Runs an instance as the main process says, and ends when told to or when the main process is gone. */
export function runEngineProcess({ parentPort, layout, env, platform, home, exit }: EngineProcessDeps): void {
  const tell = (message: FromEngine) => parentPort.postMessage(message);
  const { signals, tell: signal, tellPresence } = manualSignals();
  const popups = createShellPopups(tell, nodeClock);
  let starting: Promise<Instance> | null = null;

  function start({ configFile, dataDir }: Extract<ToEngine, { type: 'start' }>): Promise<Instance> {
    const where = { platform, env, home };
    const file = configFile ?? defaultConfigFile(where);
    const ports = nodePorts({
      env,
      signals,
      showWindow(path) {
        tell({ type: 'show-window', path });
        return null;
      },
      // Elsewhere Electron would only do what notify-send does, without telling of failures.
      ...((platform === 'darwin' || platform === 'win32') && { shellPopups: popups.transport }),
    });
    return startInstance(ports, {
      version: readVersion(layout.resourcesDir),
      configFile: file,
      configGiven: configFile !== null || Boolean(env['WATCHPOST_CONFIG']) || existsSync(file),
      dataDir: dataDir ?? defaultDataDir(where),
      layout,
      locale: machineLocale(),
      invalidConfig: 'wait',
    });
  }

  function failed(error: unknown) {
    if (error instanceof AlreadyRunning) tell({ type: 'already-running', pid: error.pid, url: error.url });
    else tell({ type: 'refused', message: error instanceof Error ? error.message : String(error) });
    // The message goes out before the process does.
    setTimeout(() => exit(1), 200);
  }

  /** A start that fails is told once, by itself. */
  function attach(port: ParentMessagePort) {
    starting?.then(
      (instance) => instance.attach(portChannel(port)),
      () => port.close(),
    );
  }

  parentPort.on('message', ({ data, ports }) => {
    const message = toEngineSchema.safeParse(data);
    if (!message.success) return;
    switch (message.data.type) {
      case 'start':
        starting = start(message.data);
        starting.then(() => tell({ type: 'ready' }), failed);
        return;
      case 'attach':
        for (const port of ports) attach(port);
        return;
      case 'presence':
        tellPresence(message.data);
        return;
      case 'popup-answer':
        popups.answered(message.data.id, message.data.problem);
        return;
      case 'signal':
        signal(message.data.name);
        return;
      case 'quit':
        void quit();
    }
  });
  parentPort.on('close', () => void quit());

  async function quit(): Promise<void> {
    try {
      await (await starting)?.stop();
      exit(0);
    } catch {
      // The start failed and was told; there is nothing to stop.
      exit(1);
    }
  }
}

function portChannel(port: ParentMessagePort): Channel {
  port.start();
  return {
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      const onMessage = ({ data }: { data: unknown }) => listener(data);
      port.on('message', onMessage);
      return () => void port.off('message', onMessage);
    },
    onClose(listener) {
      port.on('close', listener);
      return () => void port.off('close', listener);
    },
    close: () => port.close(),
  };
}
