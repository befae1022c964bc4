import type { CheckKindName, MonitorConfig } from '../../../shared/config/model.ts';
import type { CheckOutcome } from '../../../shared/domain/check-result.ts';
import type { Clock } from '../ports.ts';

/** What a check may use while it runs. */
export interface CheckContext {
  clock: Clock;
  /** Aborts when the monitor is removed, paused or the engine stops; the total timeout is the kind's own duty. */
  signal: AbortSignal;
  /** Replaces every configured secret in a text with `•••`. */
  mask: (text: string) => string;
}

/** The monitor configuration of one kind. */
export type MonitorOf<K extends CheckKindName> = Extract<MonitorConfig, { kind: K }>;

/** One kind of check: one file and one entry in `checks/registry.ts`. */
export interface CheckKind<K extends CheckKindName = CheckKindName> {
  kind: K;
  /** What stands beneath the name in lists, such as `tcp 27017`; never a secret. */
  describe(monitor: MonitorOf<K>): string;
  /** The host that is asked, or null where no network is involved; decides whether the network guard applies. */
  host(monitor: MonitorOf<K>): string | null;
  /**
   * Runs the check once, within `monitor.timeoutMs` in total and bounded memory.
   * Resolves for every behaviour of the target; rejects only with the abort reason of `context.signal`.
   */
  run(monitor: MonitorOf<K>, context: CheckContext): Promise<CheckOutcome>;
}
