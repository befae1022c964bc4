import path from 'node:path';
import picomatch from 'picomatch';
import { errorCode, type DirectoryEntry, type FileFacts, type LogFiles } from './log-files.ts';

/** What a source reads, of its configuration. */
export interface Scope {
  /** Absolute. */
  dir: string;
  /** Globs relative to `dir`; `**` recurses, `*` stays in a folder. */
  include: readonly string[];
  exclude: readonly string[];
}

/** A regular file that matches. */
export interface FoundFile extends FileFacts {
  path: string;
}

/** Something that cannot be read. */
export interface Obstacle {
  path: string;
  /** In plain words, with the remedy. */
  reason: string;
}

export interface Discovery {
  /** By path; a file of several names once, under the first that is no link. */
  files: FoundFile[];
  /** Every directory that was looked into. */
  directories: string[];
  obstacles: Obstacle[];
  /** False where `dir` itself could not be listed: what is missing then is not gone. */
  reached: boolean;
  /** Whether names changed under way: a file may have been missed, or be called otherwise by now. */
  moved: boolean;
}

/** More would be a mistake in `include`; the walk ends there. */
export const MOST_FILES = 50_000;
const MOST_ENTRIES = 500_000;
const DEEPEST = 32;

/** Looks for the files of a source. Never opens one, never fails. */
export async function discover(scope: Scope, files: LogFiles): Promise<Discovery> {
  const matches = matcher(scope);
  const found = new Map<string, { file: FoundFile; linked: boolean }>();
  const obstacles: Obstacle[] = [];
  const directories: string[] = [];
  const visited = new Set<string>();
  /** When the entries of each directory last changed, before it was listed. */
  const changes = new Map<string, number>();
  const block = (place: string, error: unknown) =>
    obstacles.push({ path: place, reason: inWords(place, error) });
  let entriesLeft = MOST_ENTRIES;

  const visit = async (
    directory: string,
    relative: string,
    linked: boolean,
    depth: number,
  ): Promise<boolean> => {
    let entries: DirectoryEntry[];
    try {
      const { kind, fileId, changedAt } = await files.facts(directory);
      if (kind !== 'directory') {
        obstacles.push({
          path: directory,
          reason: `${directory} is a ${kind}, not a directory; name the directory that holds the logs`,
        });
        return false;
      }
      if (visited.has(fileId)) {
        if (linked)
          obstacles.push({
            path: directory,
            reason: `${directory} is a link back into a directory that is read already; remove or exclude it`,
          });
        return true;
      }
      visited.add(fileId);
      changes.set(directory, changedAt);
      entries = await files.list(directory);
    } catch (error) {
      block(directory, error);
      return false;
    }
    directories.push(directory);
    for (const { name, kind } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      entriesLeft -= 1;
      if (entriesLeft < 0 || found.size >= MOST_FILES) return true;
      const place = path.join(directory, name);
      const inside = relative === '' ? name : `${relative}/${name}`;
      const enters = depth < DEEPEST && matches.below(inside);
      if (kind === 'directory') {
        if (enters) await visit(place, inside, linked, depth + 1);
        continue;
      }
      if (!matches.file(inside) && !(kind === 'link' && enters)) continue;
      if (kind === 'file' || kind === 'link')
        await look(place, inside, { linked: linked || kind === 'link', enters, depth });
      else obstacles.push(special(place, kind));
    }
    return true;
  };

  const look = async (
    place: string,
    inside: string,
    { linked, enters, depth }: { linked: boolean; enters: boolean; depth: number },
  ): Promise<void> => {
    let facts: FileFacts;
    try {
      facts = await files.facts(place);
    } catch (error) {
      // Rotated away between the listing and this look; a link into nothing is the same.
      if (errorCode(error) !== 'ENOENT') block(place, error);
      return;
    }
    if (facts.kind === 'directory') {
      if (enters) await visit(place, inside, true, depth + 1);
    } else if (facts.kind !== 'file') {
      if (matches.file(inside)) obstacles.push(special(place, facts.kind));
    } else if (matches.file(inside)) {
      const known = found.get(facts.fileId);
      if (!known || (known.linked && !linked))
        found.set(facts.fileId, { file: { ...facts, path: place }, linked });
    }
  };

  const reached = await visit(scope.dir, '', false, 0);
  if (entriesLeft < 0 || found.size >= MOST_FILES) {
    obstacles.push({
      path: scope.dir,
      reason: `${scope.dir} holds more files than are read (${MOST_FILES.toLocaleString('en')}); narrow include`,
    });
  }
  return {
    files: [...found.values()].map(({ file }) => file),
    directories,
    obstacles,
    reached,
    moved: await anyChanged(changes, files),
  };
}

async function anyChanged(changes: ReadonlyMap<string, number>, files: LogFiles): Promise<boolean> {
  for (const [directory, before] of changes) {
    // A directory that is gone by now is noticed by the next look.
    const now = await files.facts(directory).catch(() => null);
    if (now?.changedAt !== before) return true;
  }
  return false;
}

interface Matcher {
  file(relative: string): boolean;
  /** Whether anything below a folder can match. */
  below(relative: string): boolean;
}

function matcher({ include, exclude }: Scope): Matcher {
  const options = { dot: true };
  const isIncluded = picomatch([...include], options);
  const isExcluded = exclude.length > 0 ? picomatch([...exclude], options) : () => false;
  const depths = include.map((glob) => (glob.includes('**') ? Infinity : glob.split('/').length));
  const deepest = Math.max(0, ...depths);
  return {
    file: (relative) => isIncluded(relative) && !isExcluded(relative),
    below: (relative) => relative.split('/').length < deepest && !isExcluded(relative),
  };
}

function special(place: string, kind: string): Obstacle {
  return { path: place, reason: `${place} is a ${kind} and is not read; exclude it` };
}

function inWords(place: string, error: unknown): string {
  switch (errorCode(error)) {
    case 'ENOENT':
      return `${place} is not there; it is read as soon as it is`;
    case 'EACCES':
    case 'EPERM':
      return `${place} may not be read; give the account that runs Watchpost the right to read it`;
    case 'ELOOP':
      return `${place} is a link that leads back to itself; remove or exclude it`;
    case 'ENOTDIR':
      return `${place} is not a directory; name the directory that holds the logs`;
    default:
      return `${place} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Words for a file that was found and cannot be opened or read. */
export function unreadable(place: string, error: unknown): Obstacle {
  return { path: place, reason: inWords(place, error) };
}
