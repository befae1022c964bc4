import { createDesktopNotifier } from '../engine/notify/desktop.ts';
import { createNodeNotifierTransport } from '../engine/notify/node-notifier-transport.ts';
import { notifierRegistry } from '../engine/notify/registry.ts';
import type { Signals } from '../engine/ports.ts';
import type { InstancePorts } from './instance.ts';
import { osKeychain } from './keychain.ts';
import { nodeClock } from './node-clock.ts';
import { nodeNetwork } from './node-network.ts';
import { lineLogger } from './stderr-logger.ts';

/** The machine as the engine sees it; what differs from host to host is handed in. */
export function nodePorts(own: {
  env: NodeJS.ProcessEnv;
  signals: Signals;
  showWindow: (path: string) => string | null;
}): InstancePorts {
  return {
    ...own,
    clock: nodeClock,
    random: Math.random,
    logger: lineLogger((line) => process.stderr.write(line), nodeClock),
    secrets: osKeychain(),
    network: nodeNetwork,
    notifiers: notifierRegistry(
      createDesktopNotifier([createNodeNotifierTransport(process.platform, nodeClock)]),
    ),
  };
}

/** The locale that times are written in. */
export const machineLocale = () => new Intl.DateTimeFormat().resolvedOptions().locale;
