import { type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';
import type { Cancel, Clock } from '../ports.ts';
import { createFingerprint } from './fingerprint.ts';

/** Correctness rests on this; file-system events only wake it early. */
const POLL_MS = 1_000;
/** Long enough for an editor to finish its write, rename and chmod. */
const SETTLE_MS = 50;

export interface ConfigWatch {
  /**
   * Watches these paths from now on, such as those of a new load. A change since the last look at a path that
   * stays is still told, so a watch begun before the first load misses nothing.
   */
  update(files: readonly string[]): void;
  close(): void;
}

function watchFolders(files: readonly string[], wake: () => void): Cancel {
  const watchers: FSWatcher[] = [];
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    try {
      const watcher = watch(folder, { persistent: false }, wake);
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // Not there, or out of watch handles: the poll sees its changes a second later.
      continue;
    }
  }
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}

/**
 * Calls `onChange` after the content of any of `files` changed: written, replaced by rename, created, removed,
 * or, for a folder, its entries. Touching a file without changing it does nothing.
 */
export function watchConfig(options: {
  files: readonly string[];
  clock: Clock;
  onChange: () => void;
}): ConfigWatch {
  const { clock, onChange } = options;
  let closed = false;
  const fingerprint = createFingerprint(options.files);
  let stopEvents = watchFolders(options.files, wake);
  let cancelEarly: Cancel | null = null;
  let cancelPoll = clock.setTimeout(poll, POLL_MS);

  function look(): void {
    if (!closed && fingerprint.changed()) onChange();
  }

  function wake(): void {
    if (closed || cancelEarly) return;
    cancelEarly = clock.setTimeout(() => {
      cancelEarly = null;
      look();
    }, SETTLE_MS);
  }

  function poll(): void {
    if (closed) return;
    cancelPoll = clock.setTimeout(poll, POLL_MS);
    look();
  }

  return {
    update(files) {
      if (closed) return;
      stopEvents();
      fingerprint.update(files);
      stopEvents = watchFolders(files, wake);
    },
    close() {
      closed = true;
      stopEvents();
      cancelPoll();
      cancelEarly?.();
    },
  };
}
