import type { Retention } from '../../../shared/config/model.ts';
import type { Cancel, Clock, Logger } from '../ports.ts';
import type { RetentionRun } from './retention-run.ts';
import type { HistoryWriter } from './writer.ts';

const FIRST_AFTER_MS = 60_000;
const EVERY_MS = 3_600_000;
/** Checks and commits come first: half of the time at most is spent on deleting. */
const PAUSE_MS = 50;

/** Deletes what is too old, every hour, in short steps between which checks go on. */
export function startRetention(
  history: Pick<HistoryWriter, 'retain'>,
  { clock, logger }: { clock: Clock; logger: Logger },
): { configure(retention: Retention): void; stop(): void } {
  let retention: Retention | null = null;
  let cancel: Cancel = clock.setTimeout(begin, FIRST_AFTER_MS);

  function begin(): void {
    if (retention === null) again();
    else step(history.retain(retention));
  }

  function step(run: RetentionRun): void {
    let more = false;
    try {
      more = run.step();
    } catch (error) {
      // The next run does it again; why the history cannot be written is told by the writer.
      logger.warn('old history could not be deleted', { error: String(error) });
    }
    if (more) cancel = clock.setTimeout(() => step(run), PAUSE_MS);
    else again();
  }

  function again(): void {
    cancel = clock.setTimeout(begin, EVERY_MS);
  }

  return {
    configure: (next) => void (retention = next),
    stop: () => cancel(),
  };
}
