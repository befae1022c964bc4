import { createSend } from '../engine/notify/http/send.ts';
import type { DesktopTransport } from '../engine/notify/popup.ts';
import type { Signals } from '../engine/ports.ts';
import type { InstancePorts } from './instance.ts';
import { desktopTransports } from './desktop-transports.ts';
import { osKeychain } from './keychain.ts';
import { nodeClock } from './node-clock.ts';
import { nodeNetwork } from './node-network.ts';
import { nodeNotifiers } from './node-notifiers.ts';
import { lineLogger } from './stderr-logger.ts';

/** The machine as the engine sees it; what differs from host to host is handed in. */
export function nodePorts(own: {
  env: NodeJS.ProcessEnv;
  signals: Signals;
  showWindow: (path: string) => string | null;
  /** Popups of the desktop shell, where there is one: tried first. */
  shellPopups?: DesktopTransport;
}): InstancePorts {
  const { env, signals, showWindow, shellPopups } = own;
  const send = createSend(env, nodeClock);
  const transports = desktopTransports(process.platform, nodeClock, showWindow);
  return {
    env,
    signals,
    showWindow,
    send,
    clock: nodeClock,
    random: Math.random,
    logger: lineLogger((line) => process.stderr.write(line), nodeClock),
    secrets: osKeychain(),
    network: nodeNetwork,
    notifiers: nodeNotifiers({
      clock: nodeClock,
      send,
      transports: shellPopups ? [shellPopups, ...transports] : transports,
    }),
  };
}

/** The locale that times are written in. */
export const machineLocale = () => new Intl.DateTimeFormat().resolvedOptions().locale;
