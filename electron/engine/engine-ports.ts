import type { Send } from './notify/http/send.ts';
import type { NotifierRegistry } from './notify/registry.ts';
import type { Clock, Logger, NetworkProbe, Random, Secrets, Signals } from './ports.ts';

/** Everything that the engine needs from the host it runs in. */
export interface EnginePorts {
  clock: Clock;
  random: Random;
  logger: Logger;
  signals: Signals;
  secrets: Secrets;
  network: NetworkProbe;
  notifiers: NotifierRegistry;
  /** How requests go out to receivers of messages. */
  send: Send;
  /** Entries of the worker threads. */
  workers: { reader: URL; logs: URL };
  env: Record<string, string | undefined>;
  /** A new unique id. */
  newId: () => string;
  /** Brings the window to the front, or tells the address that shows it. */
  showWindow: (path: string) => string | null;
}

export interface EngineOptions {
  version: string;
  configFile: string;
  /** Where endpoints are added by hand of the window: the user's own file, also while the demo runs. */
  ownConfigFile: string;
  /** Exists, with mode 0700. */
  dataDir: string;
  /** Set while the demo fleet is watched. */
  demo: { replay(): void } | null;
  /** For clock times and durations in popups. */
  locale: string;
  /** Who sits at the machine: answers for what is done by hand. */
  user: string;
  /** The machine's IANA time zone, for windows that name none. */
  zone: string;
}
