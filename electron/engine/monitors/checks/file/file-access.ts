import type { Dirent, Stats } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';

/** What a directory entry or path is; `other` is a FIFO, socket or device, which is never opened. */
export type EntryKind = 'file' | 'dir' | 'link' | 'other';

export interface ListedEntry {
  name: string;
  kind: EntryKind;
}

export interface EntryFacts {
  kind: Exclude<EntryKind, 'link'>;
  /** In bytes. */
  size: number;
  /** Epoch milliseconds. */
  mtimeMs: number;
}

/** What the file check asks of a file system; nothing here opens a file. Rejects with the system's error. */
export interface FileAccess {
  /** The entries of a directory, one by one, links as links. */
  list(directory: string): AsyncIterable<ListedEntry>;
  /** What a path is once links are followed. */
  stat(path: string): Promise<EntryFacts>;
}

/** The machine's files. */
export const nodeFiles: FileAccess = {
  async *list(directory) {
    for await (const entry of await opendir(directory)) yield { name: entry.name, kind: kindOf(entry) };
  },
  async stat(path) {
    const facts = await stat(path);
    return { kind: followedKind(facts), size: facts.size, mtimeMs: facts.mtimeMs };
  },
};

function kindOf(entry: Dirent): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'dir';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

function followedKind(facts: Stats): EntryFacts['kind'] {
  if (facts.isFile()) return 'file';
  return facts.isDirectory() ? 'dir' : 'other';
}
