import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, parse, relative, sep } from 'node:path';
import picomatch from 'picomatch';

const DEEPEST_FOLDER = 32;

export interface FoundFiles {
  /** Absolute, sorted by name. */
  files: string[];
  /** Folders whose entries decide about the answer. */
  folders: string[];
}

/** True for a pattern that stands for more than one path. */
export function isGlob(pattern: string): boolean {
  return picomatch.scan(pattern).isGlob;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // A folder that is not there, or may not be read, has no matching files; it is watched all the same.
    return [];
  }
}

function isFile(path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(path).isFile();
  } catch {
    // A dangling or circular link is no file.
    return false;
  }
}

/**
 * The files that an absolute glob matches. Linked files are found, linked folders are not entered, and
 * at most `most` files are returned.
 */
export function findFiles(pattern: string, most: number): FoundFiles {
  const { root } = parse(pattern);
  const segments = pattern.slice(root.length).split(/[\\/]/);
  const fixed = segments.slice(0, Math.max(0, segments.findIndex(isGlob)));
  const base = join(root, ...fixed);
  const rest = segments.slice(fixed.length).join('/');
  const matches = picomatch(rest);
  const levels = rest.includes('**') ? DEEPEST_FOLDER : segments.length - fixed.length;
  const files: string[] = [];
  const folders: string[] = [];

  function walk(folder: string, depth: number): void {
    folders.push(folder);
    for (const entry of entriesOf(folder).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (files.length >= most || folders.length >= most) return;
      if (entry.isDirectory() && depth < levels) walk(path, depth + 1);
      else if (matches(relative(base, path).split(sep).join('/')) && isFile(path, entry)) files.push(path);
    }
  }

  walk(base, 1);
  return { files: files.toSorted(), folders };
}
