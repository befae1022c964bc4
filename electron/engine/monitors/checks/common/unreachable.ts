import { outcome, type CheckOutcome } from '../../../../../shared/domain/check-result.ts';
import type { ConnectError } from './connect-error.ts';
import { hostAndPort } from './host-and-port.ts';

/** The outcome of a check that got no connection: `refused` only where the target's machine said so. */
export function unreachable(error: ConnectError, target: { host: string; port: number }): CheckOutcome {
  const where = error.phase === 'dns' ? target.host : hostAndPort(target);
  return outcome('unhealthy', `${where}: ${error.message}`, {
    failure: error.code === 'ECONNREFUSED' ? 'refused' : 'transport',
  });
}
