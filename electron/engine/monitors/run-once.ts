import type { MonitorConfig, NetworkConfig } from '../../../shared/config/model.ts';
import type { CheckResult } from '../../../shared/domain/check-result.ts';
import type { UnknownReason } from '../../../shared/domain/monitor-status.ts';
import type { Clock, Logger, NetworkProbe, PowerSignals } from '../ports.ts';
import { createCheckRunner, type RanCheck } from './check-runner.ts';
import type { Checks } from './checks/registry.ts';
import { createInterruptions } from './interruptions.ts';
import { judge, NO_MEMORY } from './judge.ts';
import { createNetworkGuard } from './network-guard.ts';
import { createSlots } from './slots.ts';

export interface RunOnceDeps {
  clock: Clock;
  logger: Logger;
  network: NetworkProbe;
  checks: Checks;
  isLoopbackHost: (host: string) => boolean;
  /** Replaces every configured secret in a text with `•••`. */
  mask: (text: string) => string;
}

/** A result by itself: judged, not confirmed. */
export interface SingleResult {
  result: CheckResult;
  /** Why, where the state is unknown. */
  reason: UnknownReason | null;
}

const NO_SIGNALS: PowerSignals = { onSuspend: () => () => {}, onResume: () => () => {} };

/**
 * Checks each of these monitors once, now, with nothing remembered and nothing confirmed, and resolves with one
 * result each, in their order. Rejects with the signal's reason when `signal` aborts.
 */
export async function runOnce(
  monitors: readonly MonitorConfig[],
  network: NetworkConfig,
  deps: RunOnceDeps,
  signal: AbortSignal,
): Promise<SingleResult[]> {
  const { clock } = deps;
  const guard = createNetworkGuard(deps);
  guard.configure(network, true);
  const interruptions = createInterruptions({
    clock,
    signals: NO_SIGNALS,
    isNetworkUsable: () => guard.isUsable(),
    onAsleep: () => {},
    onAwake: () => {},
    onStall: () => {},
  });
  const run = createCheckRunner({ ...deps, guard, interruptions, slots: createSlots(clock) });
  interruptions.start();
  try {
    return await Promise.all(
      monitors.map(async (monitor) => {
        const ran = await run(monitor, signal);
        if (!ran) throw signal.reason;
        return single(monitor, ran);
      }),
    );
  } finally {
    interruptions.stop();
    guard.stop();
  }
}

function single(monitor: MonitorConfig, ran: RanCheck): SingleResult {
  const circumstances = { ...ran.circumstances, restarted: false };
  const { outcome, reason } = judge(NO_MEMORY, ran, circumstances, monitor);
  return { result: { ...outcome, monitorId: monitor.id, at: ran.startedAt, recheck: false }, reason };
}
