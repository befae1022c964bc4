import type { Cancel, Clock } from '../../ports.ts';
import type { LogFiles } from './log-files.ts';

/** More directories are left to the poll. */
const MOST_WATCHED = 64;
/** A storm of events is one reason to look. */
const GATHER_MS = 50;

/** Wakes the reader early where the platform tells of changes. Nothing depends on it. */
export interface Watching {
  follow(directories: readonly string[]): void;
  stop(): void;
}

export function createWatching(files: LogFiles, clock: Clock, wake: () => void): Watching {
  const watched = new Map<string, Cancel>();
  let gathering: Cancel | null = null;
  const changed = () => {
    gathering ??= clock.setTimeout(() => {
      gathering = null;
      wake();
    }, GATHER_MS);
  };
  return {
    follow(directories) {
      const wanted = new Set(directories.slice(0, MOST_WATCHED));
      for (const [directory, cancel] of watched) {
        if (wanted.has(directory)) continue;
        cancel();
        watched.delete(directory);
      }
      for (const directory of wanted) {
        if (!watched.has(directory)) watched.set(directory, files.watch(directory, changed));
      }
    },
    stop() {
      gathering?.();
      for (const cancel of watched.values()) cancel();
      watched.clear();
    },
  };
}
