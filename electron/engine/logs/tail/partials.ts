import type { KnownLog } from './known-log.ts';
import { fileOf } from './read-turn.ts';
import type { TailConsumer } from './types.ts';

/** Shows lines without an end to whoever looks on live. */
export interface Partials {
  show(logs: readonly KnownLog[]): void;
}

export function createPartials(consumer: TailConsumer): Partials {
  /** What was shown of each log: where it starts and how long it was. */
  const shown = new Map<KnownLog, string>();
  return {
    show(logs) {
      if (!consumer.partial) return;
      for (const log of logs) {
        const line = log.reading && log.carrier ? log.reading.framer.partial() : null;
        const now = line ? `${line.offset} ${line.bytes}` : null;
        if ((shown.get(log) ?? null) === now) continue;
        if (now === null) shown.delete(log);
        else shown.set(log, now);
        consumer.partial(fileOf(log, log.stored.path), line);
      }
    },
  };
}
