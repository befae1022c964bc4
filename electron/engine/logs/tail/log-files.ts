import type { Cancel } from '../../ports.ts';

/** What the tailer asks of a file system; the only way it touches one. Errors carry the `code` that Node gives them. */
export interface LogFiles {
  list(directory: string): Promise<DirectoryEntry[]>;
  /** Of what a path leads to, links followed. */
  facts(path: string): Promise<FileFacts>;
  /** For reading; never waits for the other end of a FIFO. */
  open(path: string): Promise<OpenFile>;
  /** Tells of changes in a directory as far as the platform can; errors end it silently, the poll goes on. */
  watch(directory: string, changed: () => void): Cancel;
}

export interface DirectoryEntry {
  name: string;
  kind: FileKind | 'link';
}

export type FileKind = 'file' | 'directory' | 'FIFO' | 'device' | 'socket';

export interface FileFacts {
  kind: FileKind;
  /** `device:inode`. */
  fileId: string;
  size: number;
  /** Epoch milliseconds by the file system's own clock. */
  changedAt: number;
  /** Names the file has; 0 once it is deleted. */
  links: number;
}

export interface OpenFile {
  facts(): Promise<FileFacts>;
  /** Fills the buffer from `position` on; fewer bytes only at the end of the file. */
  read(buffer: Uint8Array, position: number): Promise<number>;
  close(): Promise<void>;
}

/** The code of a file system error such as `ENOENT`, or null. */
export function errorCode(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}
