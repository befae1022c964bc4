import { userInfo } from 'node:os';

/** The name of the user whose process this is; their number where the system knows no name. */
export function osUser(): string {
  try {
    return userInfo().username || 'unknown';
  } catch {
    // A container may run under a number that stands in no user list.
    return process.getuid === undefined ? 'unknown' : `uid ${process.getuid()}`;
  }
}
