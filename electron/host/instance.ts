import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ConfigProblem } from '../../shared/config/model.ts';
import type { Calls, CallName, Handlers } from '../../shared/contract/contract.ts';
import type { Channel } from '../../shared/contract/envelope.ts';
import { createContractServer } from '../../shared/contract/server.ts';
import { createLiveConfig, type ConfigState, type LiveConfig } from '../engine/config/live-config.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import type { EnginePorts } from '../engine/engine-ports.ts';
import { calls } from '../../shared/contract/contract.ts';
import { prepareDataDir } from './data-dir.ts';
import { startDemoProcess, type DemoProcess } from './demo-process.ts';
import { removeInstanceFile, writeInstanceFile, readInstanceFile } from './instance-file.ts';
import { acquireInstanceLock, type InstanceLock } from './instance-lock.ts';
import type { Layout } from './layout.ts';
import { endpointPath, listenLocally } from './local-endpoint.ts';
import { machineZone } from './machine-zone.ts';
import { osUser } from './os-user.ts';
import { loadToken } from './token.ts';

export interface InstanceOptions {
  version: string;
  /** The user's own configuration file. */
  configFile: string;
  /** True where that file was named: it must be there, and the demo fleet is not meant. */
  configGiven: boolean;
  dataDir: string;
  layout: Layout;
  locale: string;
  /** What happens to an invalid configuration at the start: nothing starts, or the engine waits for it to be mended. */
  invalidConfig: 'refuse' | 'wait';
}

export type InstancePorts = Omit<EnginePorts, 'workers' | 'newId'>;

/** Another instance holds the data directory. */
export class AlreadyRunning extends Error {
  readonly pid: number | null;
  readonly url: string | null;

  constructor(dataDir: string, pid: number | null, url: string | null) {
    super(`Watchpost already runs on ${dataDir}${pid === null ? '' : ` (process ${pid})`}.`);
    this.name = 'AlreadyRunning';
    this.pid = pid;
    this.url = url;
  }
}

/** The configuration has problems and was not to be waited for. */
export class InvalidConfiguration extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super('The configuration is invalid.');
    this.name = 'InvalidConfiguration';
    this.problems = problems;
  }
}

/** One running Watchpost: an engine on a data directory, and everybody who talks to it. */
export interface Instance {
  /** Serves the contract on a channel; it stays open when the demo gives way to the user's own monitors. */
  attach(channel: Channel): void;
  /** The engine's handlers, for callers in this process. */
  handlers: Handlers;
  token: string;
  ready(): { ready: boolean; reason: string };
  /** Tells everybody who looks for the instance where its window is served. */
  announceUrl(url: string): void;
  stop(): Promise<void>;
}

/** An engine on its data directory, with what makes it the only one there. */
interface Running {
  engine: Engine;
  dataDir: string;
  demo: DemoProcess | null;
  lock: InstanceLock;
  endpoint: { close(): Promise<void> };
  unsubscribe: () => void;
}

/**
 * Starts an instance: on the user's configuration, or, where there is none, on the demo fleet until the user's
 * first monitor is saved.
 * @throws AlreadyRunning, InvalidConfiguration, StorageError
 */
export async function startInstance(ports: InstancePorts, options: InstanceOptions): Promise<Instance> {
  const { logger, clock } = ports;
  let url: string | null = null;
  let stopping = false;
  const isDemo = !options.configGiven && !existsSync(options.configFile);
  const demoData = path.join(options.dataDir, 'demo');

  prepareDataDir(options.dataDir);
  const token = loadToken(options.dataDir);
  const handlers = delegate(() => running.engine.handlers);
  const server = createContractServer(handlers, (call, error) =>
    logger.error('a call failed', { call, error: describe(error) }),
  );
  let running = await run(isDemo);
  let switching = Promise.resolve();
  const ownConfig: LiveConfig | null = isDemo
    ? createLiveConfig(options.configFile, {
        env: ports.env,
        secrets: ports.secrets,
        clock,
        onChange: (state) => {
          switching = switching.then(() => leaveDemo(state)).catch(stayWithDemo);
        },
      })
    : null;
  await ownConfig?.reload();

  async function run(asDemo: boolean): Promise<Running> {
    const dataDir = asDemo ? demoData : options.dataDir;
    prepareDataDir(dataDir);
    const lock = acquireInstanceLock(dataDir);
    if (!lock) {
      const other = readInstanceFile(dataDir);
      throw new AlreadyRunning(dataDir, other?.pid ?? null, other?.url ?? null);
    }
    const undo: (() => Promise<void> | void)[] = [() => lock.release()];
    try {
      // At once, so that whoever comes second is told of this process and not of one that is gone.
      announce(dataDir);
      undo.push(() => removeInstanceFile(dataDir));
      const demo = asDemo
        ? await startDemoProcess(options.layout.demo, dataDir, (text) => logger.warn(`demo: ${text}`))
        : null;
      if (demo) undo.push(() => demo.stop());
      const engine = createEngine(
        {
          ...ports,
          newId: randomUUID,
          workers: { reader: options.layout.readerWorker, logs: options.layout.logsWorker },
        },
        {
          version: options.version,
          configFile: demo?.configFile ?? options.configFile,
          ownConfigFile: options.configFile,
          dataDir,
          demo,
          locale: options.locale,
          zone: machineZone(),
          user: osUser(),
        },
      );
      undo.push(() => engine.stop());
      const unsubscribe = engine.subscribe((name, payload) => server.publish(name, payload));
      const { config, problems } = await engine.start();
      if (!config && options.invalidConfig === 'refuse') throw new InvalidConfiguration(problems);
      const endpoint = await listenLocally(endpointPath(dataDir, process.platform), token, (channel) =>
        server.attach(channel),
      );
      return { engine, dataDir, demo, lock, endpoint, unsubscribe };
    } catch (error) {
      for (const step of undo.toReversed()) await step();
      throw error;
    }
  }

  function announce(dataDir: string) {
    const endpoint = endpointPath(dataDir, process.platform);
    writeInstanceFile(dataDir, { pid: process.pid, version: options.version, endpoint, token, url });
  }

  async function end({ engine, dataDir, demo, lock, endpoint, unsubscribe }: Running) {
    await endpoint.close();
    await engine.stop();
    unsubscribe();
    await demo?.stop();
    removeInstanceFile(dataDir);
    lock.release();
  }

  /** From the first monitor of the user's own on, only what their configuration names is watched. */
  async function leaveDemo({ config, problems }: ConfigState) {
    if (stopping || !running.demo) return;
    const saved = existsSync(options.configFile);
    running.engine.tellOwnProblems(saved ? problems : []);
    if (!saved || !config || problems.length > 0 || config.monitors.length === 0) return;
    const before = running;
    const { monitors: gone } = await before.engine.handlers.status({});
    running = await run(false);
    ownConfig?.close();
    await end(before);
    const status = await running.engine.handlers.status({});
    server.publish('instance', status.instance);
    server.publish('monitors', {
      at: status.at,
      changed: status.monitors,
      removed: gone.map(({ id }) => id).filter((id) => !status.monitors.some((monitor) => monitor.id === id)),
    });
  }

  function stayWithDemo(error: unknown) {
    logger.error('the demo could not give way', { error: describe(error) });
    const message = error instanceof Error ? error.message : String(error);
    const place = { file: options.configFile, line: 1, column: 1, path: '' };
    running.engine.tellOwnProblems([{ ...place, message: `it cannot be watched yet: ${message}` }]);
  }

  return {
    attach: (channel) => void server.attach(channel),
    handlers,
    token,
    ready: () => running.engine.ready(),
    announceUrl(given) {
      url = given;
      announce(running.dataDir);
    },
    async stop() {
      stopping = true;
      ownConfig?.close();
      await switching;
      await end(running);
    },
  };
}

/** Handlers that ask whichever engine is there when they are called. */
function delegate(present: () => Handlers): Handlers {
  const entries = (Object.keys(calls) as CallName[]).map((name) => [
    name,
    (input: never) => (present()[name] as (value: never) => unknown)(input),
  ]);
  return Object.fromEntries(entries) as Handlers & Record<keyof Calls, unknown>;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
