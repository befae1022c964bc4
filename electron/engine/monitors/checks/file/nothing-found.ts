import { outcome, type CheckOutcome } from '../../../../../shared/domain/check-result.ts';
import { ENTRY_LIMIT } from './walk.ts';

/** Codes of the system for what cannot be looked at, in words. */
const BLOCKED: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'links that lead in a circle',
  ENAMETOOLONG: 'the name is too long for the file system',
  EIO: 'the disk or file server failed to read it',
  ESTALE: 'the file server has lost it',
  EMFILE: 'too many open files in Watchpost',
  ENFILE: 'too many open files on this machine',
};

/** `permission denied: /backups`. */
export function blockedInWords({ path, code }: { path: string; code: string }): string {
  return `${BLOCKED[code] ?? `cannot be read (${code || 'no reason given'})`}: ${path}`;
}

/** The outcome where not a single match was found; `other` is a path that exists but is of another type. */
export function nothingFound(
  monitor: { path: string; type: 'file' | 'dir' },
  blocked: { path: string; code: string } | undefined,
  other: { path: string; kind: 'file' | 'dir' | 'other' } | undefined,
): CheckOutcome {
  if (blocked) return outcome('unhealthy', blockedInWords(blocked), { failure: 'internal' });
  if (!other) return outcome('unhealthy', `nothing matches ${monitor.path}`, { failure: 'assertion' });
  const is = { file: 'a file', dir: 'a folder', other: 'neither file nor folder' }[other.kind];
  const wanted = monitor.type === 'dir' ? 'a folder' : 'a file';
  const remedy = other.kind === 'other' ? '' : `: write type: ${other.kind} if that is meant`;
  return outcome('unhealthy', `${other.path} is ${is}, not ${wanted}${remedy}`, { failure: 'assertion' });
}

/** The outcome where a glob leads to more entries than one check looks at. */
export function tooMany(path: string): CheckOutcome {
  const message = `${path}: more than ${ENTRY_LIMIT.toLocaleString('en')} entries to look at, write a narrower path`;
  return outcome('unhealthy', message, { failure: 'internal' });
}
