import type { CheckKindName, MonitorConfig } from '../../../../shared/config/model.ts';
import type { CheckOutcome } from '../../../../shared/domain/check-result.ts';
import type { CheckContext, CheckKind } from '../check-kind.ts';
import { createCommandCheck } from './command.ts';
import { dnsCheck } from './dns.ts';
import { createFileCheck } from './file.ts';
import { createHttpCheck } from './http/http-check.ts';
import { tcpCheck } from './tcp.ts';
import { tlsCheck } from './tls.ts';

/** One check kind for each name that the configuration knows. */
export type CheckKinds = { [K in CheckKindName]: CheckKind<K> };

/** Every check kind; a new one is one file and one line here. */
export function createCheckKinds(): CheckKinds {
  return {
    http: createHttpCheck(),
    tcp: tcpCheck,
    tls: tlsCheck,
    dns: dnsCheck,
    file: createFileCheck(),
    command: createCommandCheck(),
  };
}

/** The check kinds behind one door, so that callers need not know which kind a monitor is of. */
export interface Checks {
  /** What stands beneath the monitor's name, such as `tcp 27017`. */
  describe(monitor: MonitorConfig): string;
  /** The host that is asked, or null where no network is involved. */
  host(monitor: MonitorConfig): string | null;
  /** Runs the monitor's check once, see `CheckKind.run`. */
  run(monitor: MonitorConfig, context: CheckContext): Promise<CheckOutcome>;
}

/** Picks the kind for each monitor. */
export function createChecks(kinds: Partial<CheckKinds> = createCheckKinds()): Checks {
  const kindOf = (monitor: MonitorConfig): CheckKind => {
    const kind = kinds[monitor.kind];
    if (!kind) throw new Error(`there is no check of kind ${monitor.kind}`);
    // The key and the monitor's kind are the same name, which the type checker cannot follow through the lookup.
    return kind as unknown as CheckKind;
  };
  return {
    describe: (monitor) => kindOf(monitor).describe(monitor),
    host: (monitor) => kindOf(monitor).host(monitor),
    run: (monitor, context) => kindOf(monitor).run(monitor, context),
  };
}
