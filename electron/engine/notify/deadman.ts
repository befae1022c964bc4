import type { DeadmanConfig } from '../../../shared/config/model.ts';
import { presentable } from '../monitors/checks/common/clean-text.ts';
import type { Cancel, Clock } from '../ports.ts';
import { judgeReply } from './http/judge.ts';
import type { Send } from './http/send.ts';

const TIMEOUT_MS = 10_000;
const REASON_LIMIT = 300;

export interface DeadmanDeps {
  clock: Clock;
  send: Send;
  /** Whether the engine is well, so that there is something to be told. */
  isWell: () => boolean;
  mask: (text: string) => string;
  /** Told after each sign: null when it arrived or none is wanted any more, else why not. */
  onResult: (problem: string | null) => void;
}

export interface Deadman {
  /** Begins with a sign at once; null ends it. What is the same goes on undisturbed. */
  configure(config: DeadmanConfig | null): void;
  stop(): void;
}

/**
 * Watchpost's own sign of life: asks a URL again and again while the engine is well, so that a service elsewhere
 * notices when that stops. A sign that does not arrive is not made up for: the next one is due soon.
 */
export function createDeadman({ clock, send, isWell, mask, onResult }: DeadmanDeps): Deadman {
  let configured: DeadmanConfig | null = null;
  let cancelTimer: Cancel = () => {};
  let abort = new AbortController();

  async function sign({ url }: DeadmanConfig, signal: AbortController): Promise<void> {
    const cancel = clock.setTimeout(
      () => signal.abort(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)),
      TIMEOUT_MS,
    );
    try {
      judgeReply(await send({ url, method: 'GET', headers: {}, body: '' }, signal.signal), clock.now());
      if (signal === abort) onResult(null);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (signal === abort) onResult(presentable(reason, mask, REASON_LIMIT));
    } finally {
      cancel();
    }
  }

  function turn(config: DeadmanConfig): void {
    end();
    if (isWell()) void sign(config, abort);
    cancelTimer = clock.setTimeout(() => turn(config), config.everyMs);
  }

  /** A sign still under way when the next is due has failed to arrive in time. */
  function end(): void {
    cancelTimer();
    const before = abort;
    abort = new AbortController();
    before.abort(new Error('ended'));
  }

  return {
    configure(config) {
      if (config?.url === configured?.url && config?.everyMs === configured?.everyMs) return;
      configured = config;
      if (config) {
        turn(config);
      } else {
        end();
        onResult(null);
      }
    },
    stop: end,
  };
}
