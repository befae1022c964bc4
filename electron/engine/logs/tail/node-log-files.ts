import { constants, type BigIntStats, type Dirent, type Stats } from 'node:fs';
import fs from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { Cancel } from '../../ports.ts';
import type { DirectoryEntry, FileFacts, FileKind, LogFiles, OpenFile } from './log-files.ts';

/**
 * The file system of the machine. Looks at directories and inodes are synchronous: they run in the log thread, where
 * 10,000 of them take some 20 ms, a tenth of what the thread pool would take. Contents are read through the pool.
 */
export const nodeLogFiles: LogFiles = {
  async list(directory) {
    return fs.readdirSync(directory, { withFileTypes: true }).map(entryOf);
  },
  async facts(path) {
    return factsOf(fs.statSync(path, { bigint: true }));
  },
  async open(path) {
    return openedFile(await open(path, constants.O_RDONLY | nonBlocking()));
  },
  watch(directory, changed): Cancel {
    try {
      const watcher = fs.watch(directory, { persistent: false }, changed);
      watcher.on('error', () => watcher.close());
      return () => watcher.close();
    } catch {
      // No watches left, or none on this file system: the poll finds every change.
      return () => undefined;
    }
  },
};

function nonBlocking(): number {
  return process.platform === 'win32' ? 0 : constants.O_NONBLOCK | constants.O_NOCTTY;
}

function openedFile(handle: FileHandle): OpenFile {
  return {
    facts: async () => factsOf(fs.fstatSync(handle.fd, { bigint: true })),
    async read(buffer, position) {
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return filled;
    },
    close: () => handle.close(),
  };
}

function entryOf(entry: Dirent): DirectoryEntry {
  return { name: entry.name, kind: entry.isSymbolicLink() ? 'link' : kindOf(entry) };
}

function factsOf(stats: BigIntStats): FileFacts {
  return {
    kind: kindOf(stats),
    fileId: `${stats.dev}:${stats.ino}`,
    size: Number(stats.size),
    changedAt: Number(stats.mtimeNs) / 1e6,
    links: Number(stats.nlink),
  };
}

function kindOf(of: Dirent | Stats | BigIntStats): FileKind {
  if (of.isFile()) return 'file';
  if (of.isDirectory()) return 'directory';
  if (of.isFIFO()) return 'FIFO';
  return of.isSocket() ? 'socket' : 'device';
}
