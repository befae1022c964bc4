import { existsSync } from 'node:fs';
import path from 'node:path';
import { openHistory, type History } from '../engine/history/open-history.ts';
import { HISTORY_FILE } from '../engine/storage/data-dir.ts';
import { activeDataDir, type CliContext } from './context.ts';

/**
 * Lets `use` read the history of a running or a stopped instance; null where there is none yet.
 * @throws StorageError where it is another version's, or cannot be read
 */
export function withHistory<T>({ places }: CliContext, use: (history: History | null) => T): T {
  const dataDir = activeDataDir(places);
  if (!existsSync(path.join(dataDir, HISTORY_FILE))) return use(null);
  const history = openHistory(dataDir);
  try {
    return use(history);
  } finally {
    history.close();
  }
}

/** As `withHistory`, where `use` takes many turns; each question is a short read transaction of its own. */
export async function whileHistoryIsOpen<T>(
  { places }: CliContext,
  use: (history: History | null) => Promise<T>,
): Promise<T> {
  const dataDir = activeDataDir(places);
  if (!existsSync(path.join(dataDir, HISTORY_FILE))) return use(null);
  const history = openHistory(dataDir);
  try {
    return await use(history);
  } finally {
    history.close();
  }
}
