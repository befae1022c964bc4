import { basename, join } from 'node:path';
import { errorCode } from '../common/transport-words.ts';
import type { EntryFacts, FileAccess } from './file-access.ts';
import { ENTRY_LIMIT } from './walk.ts';

/** One thing that a monitor's path names. */
export interface Match {
  path: string;
  name: string;
  /** Epoch milliseconds. */
  mtimeMs: number;
  /** In bytes; of a directory its own entry, see `treeSize`. */
  size: number;
}

export interface Measured {
  matches: Match[];
  /** What was found but is of another type, and what could not be looked at, with the system's code. */
  others: { path: string; kind: EntryFacts['kind'] }[];
  blocked: { path: string; code: string }[];
}

/** Looks at each path, without opening it; what has vanished meanwhile is left out. */
export async function measure(
  paths: readonly string[],
  type: 'file' | 'dir',
  files: FileAccess,
  signal: AbortSignal,
): Promise<Measured> {
  const measured: Measured = { matches: [], others: [], blocked: [] };
  for (const path of paths) {
    signal.throwIfAborted();
    try {
      const { kind, mtimeMs, size } = await files.stat(path);
      if (kind === type) measured.matches.push({ path, name: basename(path), mtimeMs, size });
      else measured.others.push({ path, kind });
    } catch (error) {
      const code = errorCode(error);
      if (code !== 'ENOENT' && code !== 'ENOTDIR') measured.blocked.push({ path, code });
    }
  }
  return measured;
}

/** How much a directory holds; `atLeast` where not all of it could be added up. */
export interface TreeSize {
  bytes: number;
  atLeast: boolean;
}

/** The sum of the files in a directory and below it, links left out, over as many entries as a walk looks at. */
export async function treeSize(directory: string, files: FileAccess, signal: AbortSignal): Promise<TreeSize> {
  const open = [directory];
  const sum: TreeSize = { bytes: 0, atLeast: false };
  let entries = 0;
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    try {
      for await (const entry of files.list(current)) {
        signal.throwIfAborted();
        entries += 1;
        if (entries > ENTRY_LIMIT) return { ...sum, atLeast: true };
        const path = join(current, entry.name);
        if (entry.kind === 'dir') open.push(path);
        if (entry.kind === 'file') sum.bytes += await sizeOf(path, files);
      }
    } catch (error) {
      signal.throwIfAborted();
      if (errorCode(error) !== 'ENOENT') sum.atLeast = true;
    }
  }
  return sum;
}

async function sizeOf(path: string, files: FileAccess): Promise<number> {
  try {
    return (await files.stat(path)).size;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    // Vanished between listing and looking.
    return 0;
  }
}
