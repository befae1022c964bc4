import type { Checks } from '../../electron/engine/monitors/checks/registry.ts';
import { outcome, type CheckOutcome } from '../../shared/domain/check-result.ts';
import type { VirtualClock } from './virtual-clock.ts';

export const FINE = outcome('healthy', '', { latencyMs: 5 });
export const BROKEN = outcome('unhealthy', 'broken', { failure: 'assertion' });
export const REFUSED = outcome('unhealthy', 'connection refused', { failure: 'refused' });
export const UNREACHABLE = outcome('unhealthy', 'no route', { failure: 'transport' });

export const TIMED_OUT = outcome('unhealthy', 'no answer in time', { failure: 'timeout' });

/** Checks on a virtual clock whose targets answer as they are told to, healthy until then. */
export function scriptedChecks(clock: VirtualClock) {
  const answers = new Map<string, { outcome: CheckOutcome | Error; takesMs: number }>();
  const starts: { id: string; at: number }[] = [];
  const checks: Checks = {
    describe: (monitor) => `${monitor.kind} ${monitor.id}`,
    host: (monitor) => ('host' in monitor ? monitor.host : null),
    run(monitor, { signal }) {
      starts.push({ id: monitor.id, at: clock.monotonic() });
      const { outcome: found, takesMs } = answers.get(monitor.id) ?? { outcome: FINE, takesMs: 5 };
      const startedAt = clock.monotonic();
      return new Promise((resolve, reject) => {
        const cancel = clock.setTimeout(() => {
          // As a real check would: after a stall its own timeout has passed, whatever the target did.
          const isLate = clock.monotonic() - startedAt > Math.max(takesMs, monitor.timeoutMs);
          if (found instanceof Error) reject(found);
          else resolve(isLate ? TIMED_OUT : found);
        }, takesMs);
        signal.addEventListener('abort', () => {
          cancel();
          reject(signal.reason as Error);
        });
      });
    },
  };
  return {
    checks,
    /** Every check that was started, with its monotonic time. */
    starts,
    /** From now on this monitor's target answers so; with an error, its check itself fails. */
    says: (id: string, found: CheckOutcome | Error, takesMs = 5): void => {
      answers.set(id, { outcome: found, takesMs });
    },
  };
}
