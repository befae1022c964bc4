import { join } from 'node:path';
import { errorCode } from '../common/transport-words.ts';
import type { FileAccess, ListedEntry } from './file-access.ts';
import type { GlobLevels, Level } from './glob-levels.ts';

/** The most directory entries one walk looks at. */
export const ENTRY_LIMIT = 10_000;

/** Errors that only say that a path leads nowhere: gone, or through something that is no directory. */
const NOWHERE = new Set(['ENOENT', 'ENOTDIR']);

export interface Walk {
  /** Every path that fits, whatever it is; a path without patterns is here without a look at it. */
  paths: string[];
  /** Directories that could not be read, with the system's code. */
  blocked: { path: string; code: string }[];
  /** False where there were more entries than one walk looks at. */
  complete: boolean;
}

/**
 * Finds what a glob names, reading only the directories that its levels need. A pattern follows links, as a shell
 * does; `**` does not, so there are no loops. Rejects with the signal's reason.
 */
export async function walk(
  globs: readonly GlobLevels[],
  files: FileAccess,
  signal: AbortSignal,
): Promise<Walk> {
  const found = new Set<string>();
  const blocked = new Map<string, string>();
  const listings = new Map<string, ListedEntry[]>();
  let entries = 0;
  let complete = true;

  const list = async (directory: string): Promise<ListedEntry[]> => {
    const known = listings.get(directory);
    if (known) return known;
    const listing: ListedEntry[] = [];
    listings.set(directory, listing);
    if (!complete) return listing;
    try {
      for await (const entry of files.list(directory)) {
        signal.throwIfAborted();
        if (entries === ENTRY_LIMIT) {
          complete = false;
          break;
        }
        entries += 1;
        listing.push(entry);
      }
    } catch (error) {
      signal.throwIfAborted();
      const code = errorCode(error);
      if (!NOWHERE.has(code)) blocked.set(directory, code);
    }
    return listing;
  };

  const descend = async (path: string, [level, ...rest]: readonly Level[]): Promise<void> => {
    signal.throwIfAborted();
    if (level === undefined) {
      found.add(path);
    } else if (level.kind === 'name') {
      await descend(join(path, level.name), rest);
    } else if (level.kind === 'pattern') {
      for (const entry of await list(path)) {
        const leads = rest.length === 0 || entry.kind === 'dir' || entry.kind === 'link';
        if (leads && level.matches(entry.name)) await descend(join(path, entry.name), rest);
      }
    } else {
      await descend(path, rest);
      for (const entry of await list(path)) {
        if (entry.kind === 'dir' && !entry.name.startsWith('.'))
          await descend(join(path, entry.name), [level, ...rest]);
      }
    }
  };

  for (const { root, levels } of globs) await descend(root, levels);
  return { paths: [...found], blocked: [...blocked].map(([path, code]) => ({ path, code })), complete };
}
