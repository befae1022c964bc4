import type { Config } from '../../shared/config/model.ts';
import { openLogs, type Logs } from '../engine/logs/open-logs.ts';
import type { SourceSettings } from '../engine/logs/queries/settings.ts';
import { activeDataDir, type CliContext } from './context.ts';
import { CliFailure } from './failure.ts';

/**
 * Lets `use` read the logs of a running or a stopped instance; where there are none yet, nothing is found.
 * @throws StorageError where they are another version's, or cannot be read
 */
export function withLogs<T>({ places }: CliContext, use: (logs: Logs) => T): T {
  const logs = openLogs(activeDataDir(places));
  try {
    return use(logs);
  } finally {
    logs.close();
  }
}

/** As `withLogs`, where `use` takes many turns. */
export async function whileLogsAreOpen<T>(
  { places }: CliContext,
  use: (logs: Logs) => Promise<T>,
): Promise<T> {
  const logs = openLogs(activeDataDir(places));
  try {
    return await use(logs);
  } finally {
    logs.close();
  }
}

/** What reading stored records takes of the configuration. */
export function sourceSettings({ logs }: Config): SourceSettings[] {
  return logs.map(({ id, dir, pattern }) => ({ id, dir, pattern }));
}

/**
 * The sources that `--source` names; null where it names none.
 * @throws CliFailure for an id that the configuration does not have
 */
export function chooseSources({ logs }: Config, ids: readonly string[] | undefined): string[] | null {
  const unknown = ids?.find((id) => !logs.some((source) => source.id === id));
  if (unknown === undefined) return ids ? [...ids] : null;
  const known = logs.map(({ id }) => id).join(', ');
  const remedy = known === '' ? 'the configuration has none' : `the configuration has ${known}`;
  throw new CliFailure('unknown-source', `There is no log source "${unknown}"; ${remedy}.`);
}
