import type { MonitorConfig } from '../../../shared/config/model.ts';
import { outcome, type CheckOutcome } from '../../../shared/domain/check-result.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Checks } from './checks/registry.ts';
import type { Interruptions } from './interruptions.ts';
import { isTransportFailure, type Circumstances } from './judge.ts';
import type { NetworkGuard } from './network-guard.ts';
import type { Slots } from './slots.ts';

export interface CheckRunnerDeps {
  clock: Clock;
  logger: Logger;
  checks: Checks;
  slots: Slots;
  guard: Pick<NetworkGuard, 'isOffline' | 'isZoneSilent' | 'offline'>;
  interruptions: Pick<Interruptions, 'mark' | 'since'>;
  isLoopbackHost: (host: string) => boolean;
  /** Replaces every configured secret in a text with `•••`. */
  mask: (text: string) => string;
}

/** A check that came to its end, with what must be known to judge it. */
export interface RanCheck {
  outcome: CheckOutcome;
  /** Wall times. */
  startedAt: number;
  endedAt: number;
  /** Monotonic time of the start. */
  startedMonotonic: number;
  circumstances: Omit<Circumstances, 'restarted'>;
}

/** Runs one check when a slot is free, and judges the network where that matters. Null when `signal` aborts it. */
export type RunCheck = (monitor: MonitorConfig, signal: AbortSignal) => Promise<RanCheck | null>;

export function createCheckRunner(deps: CheckRunnerDeps): RunCheck {
  const { clock, checks, slots, guard, interruptions } = deps;

  async function execute(monitor: MonitorConfig, signal: AbortSignal): Promise<CheckOutcome | null> {
    try {
      return await checks.run(monitor, { clock, signal, mask: deps.mask });
    } catch (error) {
      if (signal.aborted) return null;
      deps.logger.error('a check broke its promise and failed itself', { monitor: monitor.id, error });
      return outcome('unknown', 'Watchpost could not run this check; its log says why', {
        failure: 'internal',
      });
    }
  }

  async function judgeNetwork(
    monitor: MonitorConfig,
    loopback: boolean,
    { zoneSilent, wasOffline }: { zoneSilent: Promise<boolean> | null; wasOffline: boolean },
    { failure }: CheckOutcome,
  ): Promise<Circumstances['network']> {
    // The canary of its zone speaks for a monitor's network; the general ones speak for all others.
    if (zoneSilent) return (await zoneSilent) ? 'zone-offline' : 'usable';
    if (checks.host(monitor) === null || loopback || !isTransportFailure(failure)) return 'usable';
    // The network may have come back between the failure and the question.
    return wasOffline || (await guard.isOffline()) ? 'offline' : 'usable';
  }

  return async (monitor, signal) =>
    await slots.run(async () => {
      if (signal.aborted) return null;
      const mark = interruptions.mark();
      const startedAt = clock.now();
      const startedMonotonic = clock.monotonic();
      const wasOffline = guard.offline() !== null;
      const zoneSilent = monitor.network === null ? null : guard.isZoneSilent(monitor.network);
      const found = await execute(monitor, signal);
      if (found === null) return null;
      const endedAt = clock.now();
      const host = checks.host(monitor);
      const loopback = host !== null && deps.isLoopbackHost(host);
      const early = interruptions.since(mark);
      const network = early
        ? 'usable'
        : await judgeNetwork(monitor, loopback, { zoneSilent, wasOffline }, found);
      const interrupted = early ?? interruptions.since(mark);
      return {
        outcome: found,
        startedAt,
        endedAt,
        startedMonotonic,
        circumstances: { interrupted, network, loopback },
      };
    });
}
