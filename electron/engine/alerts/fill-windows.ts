import type { Clock, Logger } from '../ports.ts';
import type { AlertCore } from './core/core.ts';
import type { Recalled } from './core/inputs.ts';

/** Windows further back are filled with sums of five minutes. */
const RAW_MS = 6 * 3_600_000;

/**
 * Windows start empty; what they hold of the past is read one monitor after the other, so that nothing waits. Times
 * are wall times.
 */
export async function fillWindows(
  core: AlertCore,
  deps: {
    clock: Pick<Clock, 'now'>;
    logger: Logger;
    recall: (monitorId: string, from: number, rawFrom: number, to: number) => Promise<Recalled>;
    /** False once nobody wants it any more. */
    isRunning: () => boolean;
    take: (monitor: string, past: Recalled) => void;
  },
): Promise<void> {
  const until = deps.clock.now();
  for (const { id, monitor, reachMs } of core.settings.subjects.values()) {
    const reach = Math.max(reachMs.results, reachMs.latency);
    if (reach === 0 || !monitor) continue;
    try {
      const past = await deps.recall(id, until - reach, Math.max(until - reach, until - RAW_MS), until);
      if (!deps.isRunning()) return;
      deps.take(id, past);
    } catch (error) {
      if (deps.isRunning()) deps.logger.warn('windows of alert rules start empty', { monitor: id, error });
      return;
    }
  }
}
