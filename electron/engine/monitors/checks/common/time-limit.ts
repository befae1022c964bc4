import { outcome, type CheckOutcome } from '../../../../../shared/domain/check-result.ts';
import type { CheckContext } from '../../check-kind.ts';

/**
 * Runs a check's work within its timeout. The signal that `work` gets aborts at the timeout and when the check is
 * cancelled; whatever work does after that is not waited for, so a call that cannot be cancelled (a name lookup, a
 * hung file system) ends the check in time all the same.
 * Resolves with work's outcome, or with `onTimeout()`; rejects with the abort reason of `context.signal`.
 */
export function withinTimeout(
  timeoutMs: number,
  context: CheckContext,
  work: (signal: AbortSignal) => Promise<CheckOutcome>,
  onTimeout: () => CheckOutcome,
): Promise<CheckOutcome> {
  const limit = new AbortController();
  return new Promise((resolve, reject) => {
    context.signal.throwIfAborted();
    const cancelTimer = context.clock.setTimeout(() => {
      release();
      resolve(onTimeout());
      limit.abort(new Error('the check ran into its timeout'));
    }, timeoutMs);
    const onAbort = (): void => {
      release();
      reject(asError(context.signal.reason));
      limit.abort(context.signal.reason);
    };
    const release = (): void => {
      cancelTimer();
      context.signal.removeEventListener('abort', onAbort);
    };
    context.signal.addEventListener('abort', onAbort, { once: true });
    work(limit.signal).then(
      (result) => {
        release();
        resolve(result);
      },
      (error: unknown) => {
        release();
        reject(asError(error));
      },
    );
  });
}

/** The outcome of a check that ran into its timeout, which counts as its latency. */
export function timedOut(timeoutMs: number, message: string, more: Partial<CheckOutcome> = {}): CheckOutcome {
  return outcome('unhealthy', message, { failure: 'timeout', latencyMs: timeoutMs, ...more });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
