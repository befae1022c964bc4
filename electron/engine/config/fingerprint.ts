import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { reasonOf } from './yaml/source.ts';

/** Files beyond this are never configuration; their stamp has to do. */
const LARGEST_HASHED_BYTES = 8 * 1024 * 1024;

/** A cheap mark that changes whenever the file is written or replaced. */
function stampOf(path: string): string {
  try {
    const stats = statSync(path, { bigint: true });
    return [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs, stats.mode].join(':');
  } catch (error) {
    return `none: ${reasonOf(error)}`;
  }
}

/** A mark of what stands in a file, or which entries a folder has. */
function contentOf(path: string): string {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return `folder: ${JSON.stringify(readdirSync(path).toSorted())}`;
    if (!stats.isFile() || stats.size > LARGEST_HASHED_BYTES) return `other: ${stampOf(path)}`;
    return `file: ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
  } catch (error) {
    return `none: ${reasonOf(error)}`;
  }
}

/** Notices changes of content in a set of paths, reading only those whose stamp moved. */
export interface Fingerprint {
  /** True when the content differs from what it was at the last look. */
  changed(): boolean;
  /** Looks at these paths from now on; what is known of those that stay is kept. */
  update(paths: readonly string[]): void;
}

/** Takes the first look at once. Paths need not exist. */
export function createFingerprint(paths: readonly string[]): Fingerprint {
  const look = (path: string) => ({ stamp: stampOf(path), content: contentOf(path) });
  let seen = new Map(paths.map((path) => [path, look(path)]));
  return {
    update(next) {
      seen = new Map(next.map((path) => [path, seen.get(path) ?? look(path)]));
    },
    changed() {
      let different = false;
      for (const [path, last] of seen) {
        const stamp = stampOf(path);
        if (stamp === last.stamp) continue;
        const content = contentOf(path);
        different ||= content !== last.content;
        seen.set(path, { stamp, content });
      }
      return different;
    },
  };
}
